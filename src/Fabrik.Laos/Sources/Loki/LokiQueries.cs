using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>The log queries that one request puts to Loki.</summary>
internal sealed class LokiQueries(EvidenceRequest request)
{
    private const string FencesOut = $"service_name!=\"{Fence.Service}\"";

    /// <summary>Lines of the request, with the run's id in one place.</summary>
    /// <param name="label">The one index label to look in, for <see cref="RunPlacement.Label"/>; see <see cref="RunLabels"/>.</param>
    /// <param name="tagsInJson">Whether the tags are looked for in the lines themselves.</param>
    public string Lines(RunPlacement placement, string? label = null, bool tagsInJson = false)
    {
        List<string> stages = [Selector(request.Scope.Run is { } named && label is not null ? LogQl.Is(label, named.Value) : null)];
        if (request.Contains is { Length: > 0 } text) stages.Add(LogQl.Containing(text));
        if (request.Scope.Run is { } run && placement == RunPlacement.StructuredMetadata) stages.Add($"| {LogQl.AnyIs(RunLabels, run.Value)}");
        if (request.Scope.Run is { } id && placement == RunPlacement.JsonBody) stages.Add(LogQl.InJson(request.Labels.RunId, id.Value, "laos_run"));
        return string.Join(' ', [.. stages, .. Narrowed(tagsInJson)]);
    }

    /// <summary>What the run's label may be called here.</summary>
    public IReadOnlyList<string> RunLabels { get; } = LogQl.Labels(request.Labels.RunId);

    /// <summary>Lines that carry the id in their body and nowhere else.</summary>
    public string OnlyInBody(string run) => $"{Lines(RunPlacement.JsonBody)} | {string.Join(" | ", RunLabels.Select(l => $"{l}!={GoString.Quote(run)}"))}";

    /// <summary>All lines that the service wrote, whatever their run: whether the logs arrive at all.</summary>
    public string Neighbourhood => Selector(null);

    public static string Of(Fence fence) => $"{{service_name=\"{Fence.Service}\"}} {LogQl.Containing(fence.Token)}";

    private string Selector(string? matcher)
    {
        // Loki asks for at least one matcher that an absent label would not satisfy.
        var service = request.Scope.Service is { } name ? LogQl.Is("service_name", name) : $"service_name=~\".+\", {FencesOut}";
        return matcher is null ? $"{{{service}}}" : $"{{{service}, {matcher}}}";
    }

    private IEnumerable<string> Narrowed(bool tagsInJson)
    {
        if (request.Scope.Agent is { } agent) yield return $"| {LogQl.AnyIs(LogQl.Labels(request.Labels.Agent), agent)}";
        if (request.Scope.Env is { } env) yield return $"| {LogQl.AnyIs(LogQl.Labels(request.Labels.Env), env)}";
        var n = 0;
        foreach (var (name, value) in request.Tags.OrderBy(t => t.Key, StringComparer.Ordinal))
            yield return tagsInJson ? LogQl.InJson([name], value, $"laos_tag{n++}_") : $"| {LogQl.Is(LogQl.Label(name), value)}";
    }
}
