using Fabrik.Core.Scope;

namespace Fabrik.Laos.Sources.Selectors;

/// <summary>A scope in the label names that a store really has.</summary>
/// <param name="Matchers">What selects the scope.</param>
/// <param name="Notes">What could not be narrowed, and the alias that matched, a sentence each.</param>
/// <param name="Missing">Why the scope can't be told from others here; null when it can.</param>
internal sealed record ScopeMatchers(IReadOnlyList<KeyValuePair<string, string>> Matchers, IReadOnlyList<string> Notes, string? Missing = null)
{
    private static readonly string[] ServiceLabels = ["service_name", "service", "job"];

    public string Selector => LabelSelector.Of(Matchers);

    /// <summary>
    /// Agent and environment are matched where the store has such a label. Beside a run they only narrow, so that a missing one is a note;
    /// without a run a missing service label would mix services, so that it is <see cref="Missing"/>.
    /// </summary>
    /// <param name="available">Label names of the series in question.</param>
    /// <param name="runLabel">The alias by which the run was found; null when no run is asked for.</param>
    public static ScopeMatchers Choose(IReadOnlySet<string> available, string? runLabel, EvidenceRequest request)
    {
        var scope = request.Scope;
        var matchers = new List<KeyValuePair<string, string>>();
        var notes = new List<string>();
        string? missing = null;
        if (runLabel is not null && scope.Run is { } run)
        {
            matchers.Add(new(runLabel, run.Value));
            if (runLabel != LabelSelector.Name(request.Labels.RunId[0])) notes.Add($"the run was found by the label {runLabel}");
        }

        Narrow("service", scope.Service, ServiceLabels, sure: runLabel is not null);
        Narrow("agent", scope.Agent, request.Labels.Agent, sure: runLabel is not null);
        Narrow("environment", scope.Env, request.Labels.Env, sure: runLabel is not null);
        foreach (var (name, value) in request.Tags) matchers.Add(new(LabelSelector.Name(name), value));
        return new ScopeMatchers(matchers, notes, missing);

        void Narrow(string what, string? value, IReadOnlyList<string> names, bool sure)
        {
            if (value is null) return;
            if (names.Select(LabelSelector.Name).FirstOrDefault(available.Contains) is { } label) matchers.Add(new(label, value));
            else if (sure) notes.Add($"not narrowed by {what}: no label {string.Join(", ", names.Select(LabelSelector.Name).Distinct())}");
            else missing ??= $"no label tells the {what}: expected one of {string.Join(", ", names.Select(LabelSelector.Name).Distinct())}";
        }
    }

    /// <summary>The names that a run's label may have here, best first, each once.</summary>
    public static IEnumerable<string> RunLabels(EvidenceRequest request) => request.Labels.RunId.Select(LabelSelector.Name).Distinct(StringComparer.Ordinal);

    public static string Who(RunScope scope) =>
        scope.Run is { } run ? $"run {run}" : scope.Service is { } service ? $"service {service}" : "the window";
}
