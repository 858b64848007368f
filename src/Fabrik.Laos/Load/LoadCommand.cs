namespace Fabrik.Laos.Load;

/// <summary>How a tool is started.</summary>
public sealed record LoadCommand
{
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Set on top of the caller's own variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Files it needs, text by absolute path; removed when it has ended.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the tool leaves its result; null where that is its standard output.</summary>
    public string? ResultFile { get; init; }

    /// <summary>What is counted of its output, in the order the tool's reader expects.</summary>
    public IReadOnlyList<LineTally> Tallies { get; init; } = [];

    /// <summary>What the user should know before it starts.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it can't be started as asked; null when it can.</summary>
    public string? Refusal { get; init; }

    public static LoadCommand Refused(string reason) => new() { Program = "", Refusal = reason };
}
