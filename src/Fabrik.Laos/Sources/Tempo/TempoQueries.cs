using Fabrik.Core.Verdicts;
using Fabrik.Telemetry.Dialects;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>The questions that one request puts to Tempo.</summary>
/// <param name="parents">Whether the server knows <c>span:parentID</c>, as Tempo does since 2.8.</param>
internal sealed class TempoQueries(EvidenceRequest request, bool parents)
{
    private static readonly string[] Facts =
    [
        "span.http.route", "span.rpc.method", "span.http.response.status_code", "span.http.status_code", "span.db.system.name", "span.db.system", "span.error.type",
    ];

    /// <summary>Spans that name the run, with all a sample needs.</summary>
    public string Spans => $"{{ {Scope} }} | {Selection}";

    /// <summary>The same without the facts: for counting.</summary>
    public string Count => $"{{ {Scope} }}";

    /// <summary>Spans below those of the run: many services label only their entry spans.</summary>
    public string Descendants => $"{{ {Scope} }} >> {{ {Service ?? "true"} }} | {Selection}";

    /// <summary>Traces that hold spans of the run and spans of another one; null for an unscoped request.</summary>
    public string? Mixed => request.Scope.Run is { } run
        ? $"{{ {Scope} }} && {{ {TraceQl.Elsewhere(request.Labels.RunId, run.Value)} }}"
        : null;

    /// <summary>Spans of the run that answer a question.</summary>
    public string Matching(SignalKind signal) => $"{{ {TraceQl.AllOf([Scope, .. Match(signal)])} }} | {Selection}";

    /// <summary>The same among the spans below; null where the run itself is not asked for.</summary>
    public string? MatchingBelow(SignalKind signal) => request.Scope.Run is null
        ? null
        : $"{{ {Scope} }} >> {{ {TraceQl.AllOf([Service ?? "true", .. Match(signal)])} }} | {Selection}";

    /// <summary>For finding out what runs there are, when none of this name is found.</summary>
    public string Neighbourhood => $"{{ {Service ?? "true"} }}";

    private string? Service => request.Scope.Service is { } service ? TraceQl.Is("resource.service.name", service) : null;

    private string Scope
    {
        get
        {
            var (scope, labels) = (request.Scope, request.Labels);
            List<string> conditions = [];
            if (Service is { } service) conditions.Add(service);
            if (scope.Run is { } run) conditions.Add(TraceQl.Anywhere(labels.RunId, run.Value));
            if (scope.Agent is { } agent) conditions.Add(TraceQl.Anywhere(labels.Agent, agent));
            if (scope.Env is { } env) conditions.Add(TraceQl.Anywhere(labels.Env, env));
            return conditions.Count == 0 ? "true" : TraceQl.AllOf(conditions);
        }
    }

    private string Selection
    {
        get
        {
            IEnumerable<string> ids = request.Labels.RunId.SelectMany(n => new[] { TraceQl.Attribute("resource", n), TraceQl.Attribute("span", n) });
            IEnumerable<string> kinds = DialectTable.Current.KindAttributes.Select(n => TraceQl.Attribute("span", n));
            string[] intrinsics = parents ? ["name", "kind", "status", "statusMessage", "span:parentID"] : ["name", "kind", "status", "statusMessage"];
            return $"select({string.Join(", ", [.. intrinsics, "resource.service.name", .. Facts, .. kinds, .. ids])})";
        }
    }

    private IEnumerable<string> Match(SignalKind signal)
    {
        if (signal == SignalKind.Errors) yield return "status = error";
        if (request.Contains is { } text)
        {
            string[] places = signal == SignalKind.Errors
                ? ["name", "statusMessage", "span.error.type"]
                : ["name", "span.http.route", "span.gen_ai.tool.name", "span.gen_ai.request.model"];
            yield return TraceQl.AnyOf(places.Select(place => TraceQl.Contains(place, text)));
        }

        foreach (var (name, value) in request.Tags.OrderBy(t => t.Key, StringComparer.Ordinal)) yield return TraceQl.Anywhere([name], value);
    }
}
