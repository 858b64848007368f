using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>
/// Errors of a run from Sentry, GlitchTip or Bugsink, counted by the run's own events. A run without errors is complete only where
/// a fence of that run has arrived; without one, nothing tells a healthy run from one whose errors never came.
/// </summary>
public sealed class SentrySource : IFencedSource, IDisposable
{
    internal const string SourceName = "sentry";

    private static readonly TimeSpan FenceSlack = TimeSpan.FromMinutes(10);

    private readonly SentryApi _api;
    private readonly SentryDiscovery _discovery;
    private readonly SentryFence? _fence;
    private readonly bool _projectNamed;
    private SentryServer? _server;

    private SentrySource(SentryApi api, SentryDiscovery discovery, SentryFence? fence, bool projectNamed) =>
        (_api, _discovery, _fence, _projectNamed) = (api, discovery, fence, projectNamed);

    public string Name => SourceName;

    public IReadOnlyList<SignalKind> Signals { get; } = [SignalKind.Errors];

    public bool CanFence => _fence is not null;

    /// <exception cref="SourceUnreachableException">The configuration can't be used.</exception>
    public static SentrySource From(SentryConfig config, Func<string, string?> variables, TimeProvider time)
    {
        var address = BackendAddress.From(SourceName, config, null, ["LAOS_SENTRY_URL", "SENTRY_URL"], 9000, "SENTRY_AUTH_TOKEN", variables);
        var api = new SentryApi(new BackendClient(SourceName, address, time), time);
        var project = config.Project ?? variables("SENTRY_PROJECT");
        return new SentrySource(
            api, new SentryDiscovery(api, config.Flavour, config.Org ?? variables("SENTRY_ORG"), project), FenceOf(config, address, variables, time), project is not null);
    }

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        var server = await ServerAsync(cancellation);
        return new SourceProbe(null, TimeSpan.Zero, server.ClockSkew, new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["flavour"] = server.Flavour.ToString().ToLowerInvariant(),
            ["fence"] = CanFence ? "yes" : "no: set sources.sentry.dsn_env",
        });
    }

    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation) =>
        (await FindAsync(request, cancellation)).Groups.Sum(g => g.Count);

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var reading = await FindAsync(request, cancellation);
        return new CollectedEvidence
        {
            Source = new SourceVersion(Name, null),
            Errors = reading.Groups,
            States = [await StateAsync(reading, request, cancellation)],
            Queries = [new RawQuery(SignalKind.Errors, Name, reading.Language, reading.Query, reading.Page)],
            Notes = request.Tags.Any(t => SentrySearch.IsWidened(t.Value))
                ? [reading.How, "a tag's value has characters that the search can't say: it was widened and may match more"]
                : [reading.How],
        };
    }

    public async Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var groups = (await FindAsync(request, cancellation)).Groups;
        return groups is not [var first, ..]
            ? new EvidenceAnswer(false, 0, null, null, null)
            : new EvidenceAnswer(true, groups.Sum(g => g.Count), groups.Max(g => g.LastSeen), groups.FirstOrDefault(g => g.Culprit is not null)?.Culprit, first.Title);
    }

    public Task WriteFenceAsync(Fence fence, CancellationToken cancellation) =>
        _fence?.WriteAsync(fence, cancellation) ?? throw new InvalidOperationException("No DSN is configured; ask CanFence first.");

    public async Task<bool> SeesFenceAsync(Fence fence, CancellationToken cancellation)
    {
        var question = new ErrorQuestion([new(SentryFence.TokenTag, fence.Token)], fence.At.Before(FenceSlack), fence.At.Add(FenceSlack), null);
        return (await ReadAsync(question, cancellation)).Groups.Count > 0;
    }

    public void Dispose()
    {
        _api.Dispose();
        _fence?.Dispose();
    }

    private static SentryFence? FenceOf(SentryConfig config, BackendAddress address, Func<string, string?> variables, TimeProvider time)
    {
        if (config.DsnEnv is not { } name) return null;
        if (!SentryDsn.TryParse(variables(name), out var dsn))
        {
            throw new SourceUnreachableException(
                SourceName, $"{SourceName}: the variable {name} holds no DSN", $"set {name} to http(s)://KEY@HOST/PROJECT, or remove sources.sentry.dsn_env");
        }

        // The token and the headers are for reading; a DSN may lead to another host.
        var ingest = new BackendAddress(dsn.Base, null, null, null, new Dictionary<string, string>(), address.CaFile, address.Deadline);
        return new SentryFence(new BackendClient(SourceName, ingest, time), dsn);
    }

    private async Task<SignalState> StateAsync(ErrorReading reading, EvidenceRequest request, CancellationToken cancellation)
    {
        if (reading.Cut is { } cut) return SignalState.Partial(SignalKind.Errors, reading.Coverage, cut);
        if (reading.Groups.Count > 0) return SignalState.Complete(SignalKind.Errors);
        if (request.Scope.Run is not { } run)
            return SignalState.Absent(SignalKind.Errors, "no error in the window, and without a run nothing proves that one would have arrived");

        // The fence's time is ours, after the load: it may lie beyond the window.
        var question = new ErrorQuestion([new(SentryFence.RunTag, run.Value), new("service", Fence.Service)], request.Since, request.Until.Add(FenceSlack), null);
        return (await ReadAsync(question, cancellation)).Groups.Count > 0
            ? SignalState.Complete(SignalKind.Errors)
            : SignalState.Absent(
                SignalKind.Errors,
                CanFence
                    ? $"no error of run {run}, and no fence of it has arrived"
                    : $"no error of run {run}, and without a fence (sources.sentry.dsn_env) nothing proves that one would have arrived");
    }

    // The first alias by which anything is found counts; the fence is no error.
    private async Task<ErrorReading> FindAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        ErrorReading? first = null;
        foreach (var tags in ErrorTags.Choices(request, _projectNamed))
        {
            var reading = await ReadAsync(new ErrorQuestion(tags, request.Since, request.Until, request.Scope.Env), cancellation);
            reading = reading with { Groups = [.. reading.Groups.Where(g => g.Title != Fence.Service && Contains(g, request.Contains))] };
            if (reading.Groups.Count > 0 || reading.Cut is not null) return reading;
            first ??= reading;
        }

        return first ?? throw _api.Failed("can't be asked for these tags: a tag's name has letters, digits, _ . : - and at most 200 of them", "check labels and --tag");
    }

    private async Task<ErrorReading> ReadAsync(ErrorQuestion question, CancellationToken cancellation)
    {
        foreach (var reader in (await ServerAsync(cancellation)).Readers)
        {
            if (await reader.ReadAsync(question, cancellation) is { } reading) return reading;
        }

        throw _api.Failed($"can't be read: {_api.Refusal}");
    }

    private static bool Contains(ErrorGroup group, string? text) =>
        text is null || group.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || group.Culprit?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private async Task<SentryServer> ServerAsync(CancellationToken cancellation) => _server ??= await _discovery.FindAsync(cancellation);
}
