using Fabrik.Core.Scope;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>Finds out where the lines of a run carry its id.</summary>
internal sealed class RunScoping(LokiQueries queries, RunId? run, LogCounting counting)
{
    private readonly List<string> _notes = [];

    public IReadOnlyList<string> Notes => _notes;

    public static string? Name(RunPlacement? placement) => placement switch
    {
        RunPlacement.Label => "label",
        RunPlacement.StructuredMetadata => "structured metadata",
        RunPlacement.JsonBody => "JSON body",
        _ => null,
    };

    /// <returns>The query for the run's lines; the placement is null for an unscoped request and where no line was found.</returns>
    public async Task<(string Query, RunPlacement? Placement)> FindAsync(CancellationToken cancellation)
    {
        var wide = queries.Lines(RunPlacement.StructuredMetadata);
        if (run is not { } id) return (wide, null);
        var lines = await counting.LinesAsync(wide, cancellation);
        if (lines == 0)
        {
            var body = queries.Lines(RunPlacement.JsonBody);
            return await counting.LinesAsync(body, cancellation) > 0 ? (body, RunPlacement.JsonBody) : (wide, null);
        }

        if (await counting.LinesAsync(queries.OnlyInBody(id.Value), cancellation) is > 0 and var unlabelled)
            _notes.Add($"{unlabelled} log lines carry the run's id only in their JSON body and are not counted: label them as the others are");

        // A filter on metadata finds index labels too, so the sum over the labels says whether all is labelled.
        var labelled = 0L;
        foreach (var label in queries.RunLabels)
        {
            var narrow = queries.Lines(RunPlacement.Label, label);
            var count = await counting.LinesAsync(narrow, cancellation);
            if (count == lines) return (narrow, RunPlacement.Label);
            labelled += count;
        }

        if (labelled > 0) _notes.Add($"{labelled} of {lines} log lines carry the run's id as index label, the others as structured metadata");
        return (wide, RunPlacement.StructuredMetadata);
    }
}
