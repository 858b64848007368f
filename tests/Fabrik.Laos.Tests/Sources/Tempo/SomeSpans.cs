using Fabrik.Core.Time;
using Fabrik.Laos.Tests.Doubles.Tempo;

namespace Fabrik.Laos.Tests.Sources.Tempo;

/// <summary>Spans of a service that labels its entry spans or its whole resource.</summary>
internal static class SomeSpans
{
    /// <summary>Requests, a trace each, a second apart; every sixteenth trace id begins with zeros.</summary>
    public static IEnumerable<StoredSpan> Requests(int count, string run = "run-1", string service = "checkout", UnixTime? from = null, TimeSpan? apart = null) =>
        Enumerable.Range(0, count).Select(i => Request(i, run, service) with { Start = (from ?? SomeRequest.Since).Add((apart ?? TimeSpan.FromSeconds(1)) * i) });

    public static StoredSpan Request(int index, string run = "run-1", string service = "checkout") => new()
    {
        Trace = (index % 16 == 0 ? "000" : "abc") + $"{run.Sum(c => c) % 256:x2}{index + 1:x27}",
        Id = (index + 1).ToString("x16"),
        Start = SomeRequest.Since.Add(TimeSpan.FromSeconds(index % 500)),
        Duration = TimeSpan.FromMilliseconds(10 + index),
        Resource = new Dictionary<string, object> { ["service.name"] = service, ["run_id"] = run },
        Attributes = new Dictionary<string, object> { ["http.route"] = "/cart", ["http.response.status_code"] = 200L },
    };

    /// <summary>A span below another, in its trace.</summary>
    public static StoredSpan Below(StoredSpan parent, int index, params (string Key, object Value)[] attributes) => parent with
    {
        Id = $"{0xabcd:x4}{index:x12}",
        Parent = parent.Id,
        Name = "SELECT orders",
        Kind = "client",
        Duration = TimeSpan.FromMilliseconds(2),
        Resource = new Dictionary<string, object> { ["service.name"] = parent.Service },
        Attributes = attributes.ToDictionary(a => a.Key, a => a.Value),
    };
}
