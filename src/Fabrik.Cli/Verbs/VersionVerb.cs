using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs;

internal sealed class VersionVerb : Verb
{
    public VersionVerb(CliEnvironment environment)
        : base(
            "version",
            "Say which fabrik this is",
            new("fabrik version", "one line"),
            new("fabrik version --json", "for programs")) =>
        Runs(environment, (_, screen, _) =>
        {
            if (screen.Json) screen.DataLine($$"""{"version":{{Quoted(Current)}},"runtime":{{Quoted(RuntimeInformation.FrameworkDescription)}}}""");
            else screen.DataLine($"fabrik {Current} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
            return Task.FromResult(ExitCode.Pass);
        });

    /// <summary>The version with the commit it was built from.</summary>
    public static string Current { get; } =
        typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } version
            ? version.Split('+') is [var number, var commit] ? $"{number}+{commit[..Math.Min(10, commit.Length)]}" : version
            : "unknown";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
