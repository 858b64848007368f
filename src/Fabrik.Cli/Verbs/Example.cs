namespace Fabrik.Cli.Verbs;

/// <param name="Command">A whole command line that works.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal sealed record Example(string Command, string Meaning);
