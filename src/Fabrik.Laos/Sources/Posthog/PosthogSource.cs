using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Json;
using Fabrik.Laos.Sources.Selectors;

namespace Fabrik.Laos.Sources.Posthog;

/// <summary>
/// Error events of a run from PostHog by HogQL, for stacks without an error tracker. A run without errors is complete only where other events
/// of it have arrived. After the API's documentation; not checked against a live server.
/// </summary>
public sealed class PosthogSource : IEvidenceSource, IDisposable
{
    internal const string SourceName = "posthog";

    private readonly BackendClient _client;
    private readonly PosthogConfig _config;
    private readonly string _project;

    private PosthogSource(BackendClient client, PosthogConfig config, string project) => (_client, _config, _project) = (client, config, project);

    public string Name => SourceName;

    public IReadOnlyList<SignalKind> Signals { get; } = [SignalKind.Errors];

    /// <exception cref="SourceUnreachableException">The configuration can't be used.</exception>
    public static PosthogSource From(PosthogConfig config, Func<string, string?> variables, TimeProvider time)
    {
        var project = config.ProjectId ?? variables("POSTHOG_PROJECT_ID")
            ?? throw new SourceUnreachableException(SourceName, $"{SourceName}: no project is named", "set sources.posthog.project_id or POSTHOG_PROJECT_ID");
        var address = BackendAddress.From(
            SourceName, config, null, ["LAOS_POSTHOG_URL", "POSTHOG_HOST", "VITE_POSTHOG_HOST"], 8001, "POSTHOG_PERSONAL_API_KEY", variables);

        // Keys of this form only write: the query would be refused with a reason that helps nobody.
        return address.Token?.StartsWith("phc_", StringComparison.Ordinal) == true
            ? throw new SourceUnreachableException(
                SourceName, $"{SourceName}: the token is a project key, which can't query", "set POSTHOG_PERSONAL_API_KEY to a personal key (phx_…) with query:read")
            : new PosthogSource(new BackendClient(SourceName, address, time), config, project);
    }

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        var (_, skew) = await RowsAsync("SELECT 1", "probe", cancellation);
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["project"] = _project, ["error_event"] = _config.ErrorEvent };
        return new SourceProbe(null, TimeSpan.Zero, skew, facts);
    }

    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation) => (await TotalsAsync(request, cancellation)).Errors;

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var query = PosthogErrors.Groups(PosthogErrors.WhereError(request, _config.ErrorEvent));
        var groups = PosthogErrors.Read((await RowsAsync(query, "errors of a run", cancellation)).Rows);
        return new CollectedEvidence
        {
            Source = new SourceVersion(Name, null),
            Errors = groups,
            States = [await StateAsync(groups, request, cancellation)],
            Queries = [new RawQuery(SignalKind.Errors, Name, "HogQL", query)],
        };
    }

    public async Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var query = PosthogErrors.Groups(PosthogErrors.WhereError(request, _config.ErrorEvent));
        var groups = PosthogErrors.Read((await RowsAsync(query, "errors of a run", cancellation)).Rows);
        return groups is not [var first, ..]
            ? new EvidenceAnswer(false, 0, null, null, null)
            : new EvidenceAnswer(true, groups.Sum(g => g.Count), groups.Max(g => g.LastSeen), groups.FirstOrDefault(g => g.Culprit is not null)?.Culprit, first.Title);
    }

    public void Dispose() => _client.Dispose();

    private async Task<SignalState> StateAsync(IReadOnlyList<ErrorGroup> groups, EvidenceRequest request, CancellationToken cancellation)
    {
        if (groups.Count is > 0 and < PosthogErrors.MaxGroups) return SignalState.Complete(SignalKind.Errors);
        var (errors, events) = await TotalsAsync(request, cancellation);
        var read = groups.Sum(g => g.Count);
        if (groups.Count > 0 && read < errors)
        {
            return SignalState.Partial(
                SignalKind.Errors, (double)read / errors, $"only the {PosthogErrors.MaxGroups} most frequent groups were read: {read} of {errors} events");
        }

        return groups.Count > 0 || events > 0
            ? SignalState.Complete(SignalKind.Errors)
            : SignalState.Absent(SignalKind.Errors, $"no event at all of {ScopeMatchers.Who(request.Scope)}: nothing proves that errors would have arrived");
    }

    private async Task<(long Errors, long Events)> TotalsAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        var (rows, _) = await RowsAsync(PosthogErrors.Totals(_config.ErrorEvent, PosthogErrors.Where(request)), "events of a run", cancellation);
        return rows is [var row, ..] && row.Items().Select(JsonFields.AsNumber).ToArray() is [>= 0 and < 9e15 and { } errors, >= 0 and < 9e15 and { } events, ..]
            ? ((long)errors, (long)events)
            : throw Failed("answered a count with something else");
    }

    private async Task<(IReadOnlyList<JsonElement> Rows, TimeSpan? ClockSkew)> RowsAsync(string query, string name, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["query"] = new JsonObject { ["kind"] = "HogQLQuery", ["query"] = query },

            // The default answers from a cache that may be older than the run.
            ["refresh"] = "force_blocking",
            ["name"] = "fabrik: " + name,
        };
        var answer = await _client.PostJsonAsync($"api/projects/{Uri.EscapeDataString(_project)}/query/", body.ToJsonString(), cancellation);
        var json = answer.Json();
        if (!answer.IsSuccess) throw Failed($"answered {(int)answer.Status} ({json?.TextOf("detail") ?? answer.Excerpt})");
        if (json?.TextOf("error") is { } error) throw Failed($"could not answer: {error}");
        return json?.Field("results") is { ValueKind: JsonValueKind.Array } results
            ? ([.. results.Items()], answer.ClockSkew)
            : throw Failed($"answered {(int)answer.Status} without results");
    }

    private SourceUnreachableException Failed(string what) =>
        new(SourceName, $"{SourceName}: {_client.Url} {what}", "check sources.posthog (url, project_id) and the key's rights");
}
