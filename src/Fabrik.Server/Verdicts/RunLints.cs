using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts;

/// <summary>Runs as the API shows them, each with its newest lint.</summary>
internal static class RunLints
{
    public static async Task<IReadOnlyList<RunView>> ShowAsync(
        this IVerdictStore verdicts, ProjectScope scope, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        if (runs.Count == 0) return [];
        var lints = await verdicts.LatestAsync(scope, VerdictKind.Lint, [.. runs.Select(r => r.Id)], cancellation);
        return [.. runs.Select(r => RunView.Of(r, lints.GetValueOrDefault(r.Id)))];
    }

    public static async Task<RunView> ShowAsync(this IVerdictStore verdicts, ProjectScope scope, Run run, CancellationToken cancellation) =>
        (await verdicts.ShowAsync(scope, [run], cancellation))[0];
}
