using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests;

/// <summary>A run of ten minutes, and the clock two minutes after it.</summary>
internal static class Some
{
    public static DateTimeOffset Start { get; } = new(2026, 2, 11, 10, 15, 0, TimeSpan.Zero);

    public static ManualTime AfterTheRun => new(Start.AddMinutes(12));

    public static EvidenceRequest Request(string? run = "run-1", string? service = "shop") => new()
    {
        Scope = new RunScope(run is null ? null : RunId.Parse(run), service),
        Since = UnixTime.From(Start),
        Until = UnixTime.From(Start.AddMinutes(10)),
    };

    public static string? NoVariables(string name) => null;
}
