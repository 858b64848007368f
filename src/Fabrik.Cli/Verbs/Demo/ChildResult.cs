namespace Fabrik.Cli.Verbs.Demo;

internal sealed record ChildResult(int ExitCode, string Output, string Error);
