using System.Globalization;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Selectors;

namespace Fabrik.Laos.Sources.Pyroscope;

/// <summary>Which profiles a run left in Pyroscope, and where its CPU time went.</summary>
public sealed class PyroscopeSource : IEvidenceSource, IDisposable
{
    internal const string SourceName = "pyroscope";

    /// <summary>How long a profiler in the service may hold a profile back.</summary>
    public static readonly TimeSpan FlushWindow = TimeSpan.FromSeconds(60);

    private readonly BackendClient _client;
    private readonly PyroscopeApi _api;
    private readonly TimeProvider _time;

    private PyroscopeSource(BackendClient client, TimeProvider time) => (_client, _api, _time) = (client, new PyroscopeApi(client), time);

    public string Name => SourceName;

    public IReadOnlyList<SignalKind> Signals { get; } = [SignalKind.Profiles];

    /// <exception cref="SourceUnreachableException">The configuration can't be used.</exception>
    public static PyroscopeSource From(PyroscopeConfig config, Func<string, string?> variables, TimeProvider time)
    {
        var address = BackendAddress.From(SourceName, config, config.Tenant, ["LAOS_PYROSCOPE_URL", "PYROSCOPE_SERVER_ADDRESS"], 4040, null, variables);
        return new PyroscopeSource(new BackendClient(SourceName, address, time), time);
    }

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        var (version, skew) = await _api.VersionAsync(cancellation);
        var now = UnixTime.Now(_time);
        var labels = await _api.LabelNamesAsync(null, now.Before(TimeSpan.FromHours(1)), now, cancellation);
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["labels"] = string.Join(", ", labels.Order(StringComparer.Ordinal)) };
        return new SourceProbe(version, TimeSpan.Zero, skew, facts);
    }

    /// <summary>The CPU profile's total where there is one, else the number of profile types.</summary>
    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var scope = await FindAsync(request, cancellation);
        if (ProfileType.Cpu(scope.Types) is not { } cpu) return scope.Types.Count;
        var total = (await _api.MergeAsync(cpu, scope.Selector, request.Since, Until(request), cancellation)).Total;
        return (long)Math.Clamp(total, 1, 1e18);
    }

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var (version, _) = await _api.VersionAsync(cancellation);
        var scope = await FindAsync(request, cancellation);
        List<string> notes = [.. scope.Notes];
        IReadOnlyList<FunctionCost> functions = [];
        if (ProfileType.Cpu(scope.Types) is { } cpu) functions = await FunctionsAsync(cpu, scope.Selector, request, cancellation);
        else if (scope.Types.Count > 0) notes.Add("none of the profiles measures CPU time: no function is named");
        if (scope.Types.Count > 0 && StillFlushing(request)) notes.Add($"profiles of the last {FlushWindow.TotalSeconds:0} s may still be on their way");
        return new CollectedEvidence
        {
            Source = new SourceVersion(Name, version),
            Profiles = new ProfileSample(scope.Types, functions),
            States = [State(scope, request)],
            Queries = [new RawQuery(SignalKind.Profiles, Name, "Pyroscope selector", scope.Selector)],
            Notes = notes,
        };
    }

    /// <summary>Profile types of the scope; with a text, the functions whose name contains it.</summary>
    public async Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var scope = await FindAsync(request, cancellation);
        if (scope.Types.Count == 0) return new EvidenceAnswer(false, 0, null, null, null);
        var type = ProfileType.Cpu(scope.Types) ?? scope.Types[0];
        var last = await _api.LastAsync(type, scope.Selector, request.Since, Until(request), cancellation);
        if (request.Contains is not { } text) return new EvidenceAnswer(true, scope.Types.Count, last, null, type);

        var functions = await FunctionsAsync(type, scope.Selector, request, cancellation);
        var found = functions.Where(f => f.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).ToArray();
        var example = found is [{ } first, ..] ? string.Create(CultureInfo.InvariantCulture, $"{first.Name} ({first.SelfShare:P1} of {type})") : null;
        return new EvidenceAnswer(found.Length > 0, found.Length, found.Length > 0 ? last : null, null, example);
    }

    public void Dispose() => _client.Dispose();

    private async Task<IReadOnlyList<FunctionCost>> FunctionsAsync(string type, string selector, EvidenceRequest request, CancellationToken cancellation) =>
        (await _api.MergeAsync(type, selector, request.Since, Until(request), cancellation)).Functions(ProfileType.Unit(type));

    private SignalState State(ProfileScope scope, EvidenceRequest request) => scope.Missing switch
    {
        null => SignalState.Complete(SignalKind.Profiles),
        var why when StillFlushing(request) => SignalState.Pending(
            SignalKind.Profiles,
            $"{why}; profilers send up to {FlushWindow.TotalSeconds:0} s late: ask again after {Until(request)}, or shorten the profiler's flush interval"),
        var why => SignalState.Absent(SignalKind.Profiles, why),
    };

    private bool StillFlushing(EvidenceRequest request) => UnixTime.Now(_time) < Until(request);

    // A profile is stamped when it ends, which a flush later may be after the run.
    private static UnixTime Until(EvidenceRequest request) => request.Until.Add(FlushWindow);

    // Without service_name the server answers for fresh data as if there were none.
    private async Task<ProfileScope> FindAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        var who = ScopeMatchers.Who(request.Scope);
        var service = request.Scope.Service is { } name ? LabelSelector.Of([new("service_name", name)]) : null;
        var labels = await _api.LabelNamesAsync(service, request.Since, Until(request), cancellation);
        string?[] runLabels = request.Scope.Run is null ? [null] : [.. ScopeMatchers.RunLabels(request).Where(l => service is null || labels.Contains(l))];
        var selector = service ?? LabelSelector.Of(request.Scope.Run is { } run ? [new(ScopeMatchers.RunLabels(request).First(), run.Value)] : []);
        foreach (var label in runLabels)
        {
            var chosen = ScopeMatchers.Choose(labels, label, request);
            if (chosen.Missing is not null) return new ProfileScope(selector, [], [], chosen.Missing);
            selector = chosen.Selector;
            var types = await _api.TypesAsync(selector, request.Since, Until(request), cancellation);
            if (types.Count > 0) return new ProfileScope(selector, types, chosen.Notes, null);
        }

        var why = service is null
            ? $"no profile of {who}; Pyroscope shows fresh profiles only to those who name the service"
            : labels.Count == 0 ? $"no profile of service {request.Scope.Service}"
            : runLabels.Length == 0 ? $"no profile of service {request.Scope.Service} has a label {string.Join(" or ", ScopeMatchers.RunLabels(request))}"
            : $"no profile of {who}";
        return new ProfileScope(selector, [], [], why);
    }
}
