using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources;

namespace Fabrik.Laos.Tests.Sources;

/// <summary>Questions about a run of ten minutes that ended well before now.</summary>
internal static class SomeRequest
{
    public static readonly DateTimeOffset Now = new(2026, 2, 11, 12, 0, 0, TimeSpan.Zero);

    public static readonly UnixTime Since = UnixTime.From(Now.AddMinutes(-20));

    public static readonly UnixTime Until = UnixTime.From(Now.AddMinutes(-10));

    public static EvidenceRequest Of(string? run = "run-1", string? service = "checkout") => new()
    {
        Scope = new RunScope(run is null ? null : RunId.Parse(run), service),
        Since = Since,
        Until = Until,
    };
}
