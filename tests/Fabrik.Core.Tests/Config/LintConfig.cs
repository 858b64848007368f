using Fabrik.Core.Config;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Tests.Config;

[ConfigKey("A sample that has a key of every shape.")]
public sealed record LintConfig
{
    [ConfigKey("The service that is judged.", NotEmpty = true)]
    public required string Service { get; init; }

    [ConfigKey("How far back to look.", Min = 1, Max = 86400)]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    [ConfigKey("Which run, and where it ran.")]
    public LintScope Scope { get; init; } = new();

    [ConfigKey("What must not be exceeded.")]
    public LintThresholds Thresholds { get; init; } = new();

    [ConfigKey("Which signals are looked at.")]
    public IReadOnlyDictionary<string, SignalUse> Signals { get; init; } = new Dictionary<string, SignalUse>(StringComparer.Ordinal);

    [ConfigKey("Routes to judge.", Pattern = "/[a-z/]*", NotEmpty = true)]
    public IReadOnlyList<string>? Routes { get; init; }

    [ConfigKey("How many details to name.", Min = 0, Max = 10)]
    public int Top { get; init; } = 3;

    [ConfigKey("The largest answer to read.", Max = 1 << 30)]
    public ByteSize MaxAnswer { get; init; } = new(1 << 20);

    [ConfigKey("Whether to stop at the first finding.")]
    public bool FailFast { get; init; }

    [ConfigKey("How the report is written.", Allowed = ["json", "junit", "sarif"])]
    public string Report { get; init; } = "json";

    [ConfigKey("What a run may cost, in USD.", Min = 0)]
    public decimal? Budget { get; init; }

    [ConfigKey("Checks within checks.")]
    public IReadOnlyList<LintConfig> Parts { get; init; } = [];

    [ConfigKey("Left to the check itself.")]
    public ConfigNode? Extra { get; init; }
}
