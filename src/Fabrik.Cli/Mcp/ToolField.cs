namespace Fabrik.Cli.Mcp;

/// <summary>One input of a tool; its schema is made of it, and what comes in is checked against it.</summary>
/// <param name="Meaning">One line, for the agent.</param>
internal sealed record ToolField(string Name, FieldType Type, string Meaning)
{
    public const int MaxLength = 2000;
    public const int MaxItems = 200;

    public static ToolField Run { get; } = new("run", FieldType.Text, "Run id, or `latest` for the newest run; runs_list has them.");

    public static ToolField Config { get; } = new("config", FieldType.Text, "File with thresholds and backends, below the working folder. Default: .laosrc.yaml or .laosrc.json there.");

    public bool Required { get; init; }

    /// <summary>The only texts there are; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public long Min { get; init; }

    public long Max { get; init; }

    public long? Default { get; init; }
}
