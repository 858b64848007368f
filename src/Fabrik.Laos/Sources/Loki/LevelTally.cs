namespace Fabrik.Laos.Sources.Loki;

/// <summary>
/// Counts lines and those that report errors, by the first way of telling that says anything at all: the level Loki detected, the severity or level the emitter
/// gave, a word in the line.
/// </summary>
internal sealed class LevelTally
{
    public const string Detected = "detected_level";
    public const string Severity = "severity_text";
    public const string Level = "level";
    public const string Pattern = "line pattern";

    private static readonly string[] Given = [Detected, Severity, Level];
    private static readonly string[] ErrorWords = ["err", "crit", "fatal", "panic", "emerg", "alert", "severe"];

    private readonly Dictionary<string, (long Known, long Errors)> _rungs = new(StringComparer.Ordinal);

    public long Lines { get; private set; }

    /// <summary>Lines that an error word stands in, where they were read.</summary>
    public long Worded { get; set; }

    /// <summary>Whether any of the labels said a level for any line.</summary>
    public bool IsTold => _rungs.Values.Any(r => r.Known > 0);

    public string By => Given.FirstOrDefault(name => _rungs.GetValueOrDefault(name).Known > 0) ?? Pattern;

    public long Errors => By == Pattern ? Worded : _rungs[By].Errors;

    /// <param name="count">Lines that have these labels.</param>
    public void Add(IReadOnlyDictionary<string, string> labels, long count)
    {
        Lines += count;
        Tell(labels, count);
    }

    /// <summary>More of what the lines that are counted already have as labels.</summary>
    public void Tell(IReadOnlyDictionary<string, string> labels, long count)
    {
        foreach (var name in Given)
        {
            if (!labels.TryGetValue(name, out var level) || level is "" or "unknown") continue;
            var (known, errors) = _rungs.GetValueOrDefault(name);
            _rungs[name] = (known + count, errors + (IsError(level) ? count : 0));
        }
    }

    public static bool IsError(string level) => ErrorWords.Any(word => level.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
