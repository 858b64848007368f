using System.ComponentModel;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record RunPage
{
    [Description("Newest first.")]
    public required IReadOnlyList<RunView> Runs { get; init; }

    [Description("Give it as cursor for the next page; null on the last one.")]
    public required string? NextCursor { get; init; }
}
