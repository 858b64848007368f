using Fabrik.Core.Runs;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>The spans whose latency is judged, and what they are called.</summary>
/// <param name="Name">Printed with every quantile, so that nobody has to guess what was measured.</param>
internal sealed record Population(string Name, IReadOnlyList<SpanSample> Spans)
{
    /// <summary>Requests that were served; for a run that served none, the calls its agent made.</summary>
    public static Population Of(IReadOnlyList<SpanSample> spans)
    {
        var served = spans.Where(s => s.SpanKind is SpanKind.Server or SpanKind.Consumer).ToList();
        if (served.Count > 0) return new Population("requests served", served);
        var calls = spans.Where(s => s.Kind is StepKind.Model or StepKind.Tool or StepKind.Retrieval or StepKind.Embedding).ToList();
        return new Population("model, tool and retrieval calls", calls);
    }

    /// <summary>Ascending.</summary>
    public double[] Milliseconds() => [.. Spans.Select(s => s.Milliseconds).Order()];
}
