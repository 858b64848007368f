using Fabrik.Laos.Judging;
using Fabrik.Laos.Load;

namespace Fabrik.Cli.Verbs.Laos.Keeping;

/// <summary>Where a verb keeps what it did: in the store itself, or through the server that has it open.</summary>
internal interface IKeeping : IAsyncDisposable
{
    /// <summary>Before a load: the run exists from here on.</summary>
    Task DeclareAsync(LoadPlan plan, CancellationToken cancellation);

    /// <summary>After a load and its lint.</summary>
    Task FinishAsync(LoadRun run, bool interrupted, CancellationToken cancellation);

    /// <summary>A lint beside its run.</summary>
    /// <param name="json">The report as written.</param>
    Task KeepAsync(LintReport report, string json, CancellationToken cancellation);
}
