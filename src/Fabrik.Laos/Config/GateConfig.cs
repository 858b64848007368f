using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

public sealed record GateConfig
{
    [ConfigKey("What a failed lint does beside its exit code.")]
    public GateMode Mode { get; init; } = GateMode.Review;

    [ConfigKey("Folder of the review files (SMITHERS_REPORT_DIR, REPORT_DIR, else reports).")]
    public string? Directory { get; init; }
}
