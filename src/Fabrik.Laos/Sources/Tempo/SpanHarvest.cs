using Fabrik.Core.Scope;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>The spans of one request as they are brought in: each once, inside the window, without fences.</summary>
internal sealed class SpanHarvest(EvidenceRequest request)
{
    private readonly Dictionary<(TraceId Trace, ulong Span), SpanRecord> _spans = [];

    public IReadOnlyCollection<SpanRecord> Spans => _spans.Values;

    /// <summary>Spans that are known to exist and were not got.</summary>
    public long Missing { get; set; }

    /// <summary>The share of the searched stretches that was read whole.</summary>
    public double Searched { get; set; } = 1;

    /// <summary>Why it is not all there, a clause each.</summary>
    public List<string> Lacks { get; } = [];

    public List<string> Notes { get; } = [];

    public void Add(SpanRecord span)
    {
        if (span.StartedAt < request.Since || span.StartedAt >= request.Until || span.Resource.Service == Fence.Service) return;
        _spans[(span.Trace, span.SpanId)] = span;
    }

    /// <summary>Of a whole trace: what names the run, what lies below that, and what names another run.</summary>
    public void AddFrom(IReadOnlyList<SpanRecord> trace)
    {
        var taken = new HashSet<ulong>();
        var children = trace.Where(s => s.ParentSpanId is not null).ToLookup(s => s.ParentSpanId!.Value);
        var open = new Stack<SpanRecord>(trace.Where(IsOfRun));
        while (open.TryPop(out var span))
        {
            if (!taken.Add(span.SpanId)) continue;
            foreach (var child in children[span.SpanId]) open.Push(child);
        }

        foreach (var span in trace.Where(s => IsOfService(s) && (taken.Contains(s.SpanId) || ForeignRun(s) is not null))) Add(span);
    }

    /// <summary>The other runs that the span names, separated by commas; null for none.</summary>
    public string? ForeignRun(SpanRecord span)
    {
        if (request.Scope.Run is not { } run) return null;
        var others = RunsOf(span).Where(id => id != run.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? null : string.Join(',', others);
    }

    private bool IsOfRun(SpanRecord span) => IsOfService(span)
        && (request.Scope.Run is not { } run || RunsOf(span).Contains(run.Value))
        && Carries(span, request.Labels.Agent, request.Scope.Agent)
        && Carries(span, request.Labels.Env, request.Scope.Env);

    private bool IsOfService(SpanRecord span) => request.Scope.Service is not { } service || span.Resource.Service == service;

    // A search lists one name twice when both the span and its resource have it.
    private IEnumerable<string> RunsOf(SpanRecord span) => span.Attributes.Concat(span.Resource.Attributes)
        .Where(a => request.Labels.RunId.Contains(a.Key))
        .Select(a => new AttributeMap([a]).Text(a.Key))
        .OfType<string>();

    private static bool Carries(SpanRecord span, IReadOnlyList<string> names, string? value) =>
        value is null || names.Any(n => span.Attributes.Text(n) == value || span.Resource.Attributes.Text(n) == value);
}
