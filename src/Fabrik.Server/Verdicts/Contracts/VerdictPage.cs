using System.ComponentModel;

namespace Fabrik.Server.Verdicts.Contracts;

internal sealed record VerdictPage
{
    [Description("Newest first.")]
    public required IReadOnlyList<VerdictView> Verdicts { get; init; }

    [Description("Give it as cursor for the next page; null on the last one.")]
    public required string? NextCursor { get; init; }
}
