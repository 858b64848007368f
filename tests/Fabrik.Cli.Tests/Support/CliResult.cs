using System.Text.Json;

namespace Fabrik.Cli.Tests.Support;

/// <summary>What a command line answered: its exit code and both streams.</summary>
internal sealed record CliResult(int Code, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document it must be.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    public string[] Lines => Out.TrimEnd('\n').Split('\n');

    public override string ToString() => $"exit {Code}\n--- out\n{Out}--- error\n{Error}";
}
