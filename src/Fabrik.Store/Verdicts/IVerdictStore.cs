using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Verdicts;

/// <summary>What judges concluded, of every wing. A verdict may name a run that the store does not hold: that it was judged is known all the same.</summary>
public interface IVerdictStore
{
    /// <summary>Idempotent by id: the same verdict again is the same one, another is a conflict. Raises the revision of its run, if that is here.</summary>
    /// <exception cref="ArgumentException">The report is longer than <see cref="StoredVerdict.MaxReportBytes"/>.</exception>
    Task<SaveOutcome> SaveAsync(ProjectScope scope, StoredVerdict verdict, CancellationToken cancellation);

    /// <summary>With its report; null when there is none.</summary>
    Task<StoredVerdict?> GetAsync(ProjectScope scope, VerdictId verdict, CancellationToken cancellation);

    /// <summary>The newest verdict of a kind on each of the runs that has one, reports left out.</summary>
    Task<IReadOnlyDictionary<RunId, StoredVerdict>> LatestAsync(
        ProjectScope scope, string kind, IReadOnlyCollection<RunId> runs, CancellationToken cancellation);

    /// <summary>Newest first: by creation, descending, then by id, descending. Reports are left out.</summary>
    Task<Page<StoredVerdict, VerdictCursor>> ListAsync(ProjectScope scope, VerdictQuery query, CancellationToken cancellation);

    /// <summary>
    /// What a baseline may be made of: the passes of a fingerprint, newest first, with their reports. Each names a run, none
    /// twice, and it is the last word on that run: a run that was judged again and failed is not among them.
    /// </summary>
    /// <param name="last">At most so many; 1 to <see cref="VerdictQuery.MaxLimit"/>.</param>
    Task<IReadOnlyList<StoredVerdict>> AcceptedAsync(
        ProjectScope scope, string kind, string fingerprint, int last, CancellationToken cancellation);
}
