using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Runs;

/// <summary>Runs and their steps. A run of another tenant or project is simply not there: null, never an error that tells them apart.</summary>
public interface IRunStore
{
    /// <summary>Declares a run before its steps arrive, or adds the declaration to a run that steps already made.</summary>
    Task<DeclareResult> DeclareAsync(ProjectScope scope, RunDeclaration declaration, CancellationToken cancellation);

    /// <summary>Idempotent: the same end twice is one end; another end is a conflict.</summary>
    /// <returns>Null when there is no such run.</returns>
    Task<FinishResult?> FinishAsync(ProjectScope scope, RunId run, RunEnd end, CancellationToken cancellation);

    /// <summary>Newest first: by start, descending, then by run id, descending, ordinally.</summary>
    Task<Page<Run, RunCursor>> ListAsync(ProjectScope scope, RunQuery query, CancellationToken cancellation);

    Task<Run?> GetAsync(ProjectScope scope, RunId run, CancellationToken cancellation);

    /// <summary>In order of arrival, payloads left out. Empty for an unknown run.</summary>
    Task<Page<StoredStep, long>> StepsAsync(ProjectScope scope, RunId run, StepQuery query, CancellationToken cancellation);

    /// <summary>One step with its payload; null when there is none.</summary>
    Task<StoredStep?> StepAsync(ProjectScope scope, RunId run, StepId step, CancellationToken cancellation);

    /// <summary>Every step of a run with its payload, in order of arrival, without holding them all in memory.</summary>
    IAsyncEnumerable<StoredStep> ExportAsync(ProjectScope scope, RunId run, CancellationToken cancellation);

    /// <summary>Steps that ended in the window, of all kinds, payloads left out, in no promised order: evidence for judges.</summary>
    /// <param name="since">Inclusive, by start; null for the beginning.</param>
    /// <param name="until">Exclusive, by start; null for the end.</param>
    IAsyncEnumerable<Step> ReadEvidenceAsync(
        ProjectScope scope, RunScope runs, UnixTime? since, UnixTime? until, CancellationToken cancellation);

    /// <summary>The values the filters can take, most used first, at most 100 of each.</summary>
    Task<RunFacets> FacetsAsync(ProjectScope scope, CancellationToken cancellation);

    /// <summary>The tenant's newest revision in this project; 0 for none.</summary>
    Task<long> HeadRevisionAsync(ProjectScope scope, CancellationToken cancellation);

    /// <summary>Runs changed after a revision, oldest change first.</summary>
    Task<IReadOnlyList<Run>> ChangedAfterAsync(ProjectScope scope, long revision, int limit, CancellationToken cancellation);
}
