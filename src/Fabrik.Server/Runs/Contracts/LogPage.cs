using System.ComponentModel;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record LogPage
{
    [Description("Newest first.")]
    public required IReadOnlyList<LogView> Logs { get; init; }

    [Description("All that match, shown or not.")]
    public required long Total { get; init; }

    [Description("Of these, severity 17 (ERROR) and above.")]
    public required long Errors { get; init; }
}
