using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Collection;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Store;
using Fabrik.Store;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>Evidence for a verb: from the configured backends, and from Fabrik's own store where there is one.</summary>
internal sealed class LintEvidence : IAsyncDisposable
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private readonly LaosConfig _config;
    private readonly Screen _screen;
    private readonly EvidenceRedaction _redaction;

    private LintEvidence(LaosConfig config, Screen screen, IFabrikStore? store, ProjectScope? project, IReadOnlyList<SignalSource> sources, Redactor redactor)
    {
        (_config, _screen, Store, Project, Sources) = (config, screen, store, project, sources);
        _redaction = new EvidenceRedaction(redactor);
    }

    /// <summary>Null where there is none: then the backends carry everything.</summary>
    public IFabrikStore? Store { get; }

    public ProjectScope? Project { get; }

    public IReadOnlyList<SignalSource> Sources { get; }

    /// <summary>True when any signal comes from elsewhere than Fabrik's own store.</summary>
    public bool Remote => Sources.Any(s => s.Source.Name != StoreSource.SourceName);

    /// <param name="signals">Which to ask for instead of the config's own choice; null for that.</param>
    /// <param name="storeNeeded">False where a missing store leaves signals without a source instead of ending the verb.</param>
    public static async Task<LintEvidence> OpenAsync(
        LaosConfig config, ParseResult parsed, StoreOptions options, Screen screen, CancellationToken cancellation, SignalsConfig? signals = null, bool storeNeeded = true)
    {
        var environment = screen.Environment;
        var location = StoreLocation.From(parsed, options, environment);
        var optional = !storeNeeded || config.Sources != new SourcesConfig();
        var store = optional && location.Postgres is null && !Directory.Exists(location.Directory) ? null : await location.OpenForReadingAsync(environment.Time, cancellation);
        var project = store is null ? null : (ProjectScope?)await ScopeChoice.FromAsync(store, parsed, options, cancellation);
        var kept = store is null ? null : new StoreSource(store, project!.Value);
        var chosen = signals is null ? config : config with { Signals = signals };

        // Without a tenant nothing has to compare equal to what is kept elsewhere: a key that nobody knows will do.
        var key = store is null ? RandomNumberGenerator.GetBytes(32) : await store.Control.RedactionKeyAsync(project!.Value.Tenant, cancellation);
        return new LintEvidence(
            config, screen, store, project, SourceSelection.Of(chosen, kept, environment.Variable, environment.Time), new Redactor(RedactionRules.Default, key));
    }

    /// <param name="wanted">A run id, or <c>latest</c>.</param>
    /// <param name="load">What the load tool said, when the run has only just ended.</param>
    public async Task<RunEvidence> OfRunAsync(string wanted, LoadOutcome? load, CancellationToken cancellation)
    {
        var run = await RunAsync(wanted, cancellation);
        var id = run?.Id ?? RunId.Parse(wanted);
        var now = UnixTime.Now(_screen.Environment.Time);
        var (since, until) = load is null ? Bounds(run, id, null, now) : (load.StartedAt.Before(ClockSlack), load.EndedAt);
        var evidence = await CollectAsync(Request(id, since, until) with { Ended = load is not null }, load, load is not null || Remote, cancellation);
        return run is not null && load is null && evidence.Spans.Count > 0 ? evidence with { Until = evidence.Spans.Max(s => s.EndedAt) } : evidence;
    }

    public Task<RunEvidence> OfWindowAsync(CancellationToken cancellation)
    {
        if (_config.Service is null) throw new CliFailure(ExitCode.Usage, "an unscoped lint needs a service", "set `service:` in the config");
        var now = UnixTime.Now(_screen.Environment.Time);
        return CollectAsync(Request(null, now.Before(_config.Window), now), null, settle: false, cancellation);
    }

    public EvidenceRequest Request(RunId? run, UnixTime since, UnixTime until) => new()
    {
        Scope = new RunScope(run, _config.Service, _config.Scope.Agent, _config.Scope.Env),
        Labels = _config.Labels,
        Since = since,
        Until = until,
    };

    /// <summary>From when to when evidence of a run, or of no run, is looked for.</summary>
    /// <param name="run">As the store knows it.</param>
    /// <param name="last">Only so far back.</param>
    public (UnixTime Since, UnixTime Until) Bounds(Run? run, RunId? id, TimeSpan? last, UnixTime now)
    {
        var (since, until) = run is not null ? (run.StartedAt, Latest(run, now).Add(TimeSpan.FromSeconds(1)))

            // A run that nobody declared: its id may say when it began, else the window caps how far back a backend is asked.
            : Remote ? (id is { } named && Stamp(named) is { } began ? began.Before(ClockSlack) : now.Before(_config.Window), now)
            : (UnixTime.Zero, now);
        return last is { } back && now.Before(back) > since ? (now.Before(back), until) : (since, until);
    }

    /// <summary>The run as the store knows it; null when it does not.</summary>
    public async Task<Run?> RunAsync(string wanted, CancellationToken cancellation)
    {
        if (wanted == "latest")
        {
            return Store is null
                ? throw new CliFailure(ExitCode.Usage, "`latest` needs a store to look in", "name the run")
                : await RunArgument.FindAsync(Store, Project!.Value, wanted, cancellation);
        }

        if (!RunId.TryParse(wanted, out var id)) throw new CliFailure(ExitCode.Usage, $"'{wanted}' is not a run id");
        return Store is null ? null : await Store.Runs.GetAsync(Project!.Value, id, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in Sources.Select(s => s.Source).OfType<IDisposable>()) source.Dispose();
        if (Store is not null) await Store.DisposeAsync();
    }

    /// <summary>A foreign backend's answer, with secrets taken out.</summary>
    public string? Redacted(string? text) => _redaction.Text(text);

    private async Task<RunEvidence> CollectAsync(EvidenceRequest request, LoadOutcome? load, bool settle, CancellationToken cancellation)
    {
        var plan = new CollectionPlan
        {
            Request = request,
            Demands = _config.Signals,
            Load = load,
            Flush = _config.Load.FlushInterval,
            Settle = settle ? _config.Load.Settle : TimeSpan.Zero,
        };
        var shown = _screen is { Json: false, Environment.ErrorIsTerminal: true } ? new Progress<string>(_screen.Say) : null;
        var evidence = await new EvidenceCollector(Sources, _screen.Environment.Time).CollectAsync(plan, shown, cancellation);
        return Remote ? _redaction.Apply(evidence) : evidence;
    }

    private static UnixTime Latest(Run run, UnixTime now)
    {
        var end = run.EndedAt ?? now;
        return run.LastSeenAt is { } seen && seen > end ? seen : end;
    }

    /// <summary>The start in an id as <see cref="RunId"/> makes them: <c>agent-20260211T101500Z-random</c>.</summary>
    private static UnixTime? Stamp(RunId id) => id.Value.Split('-')
        .Select(part => DateTimeOffset.TryParseExact(part, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? UnixTime.From(at) : (UnixTime?)null)
        .FirstOrDefault(at => at is not null);
}
