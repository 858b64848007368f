using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store;
using Fabrik.Store.Evidence;

namespace Fabrik.Laos.Queries;

/// <summary>Answers questions from Fabrik's own store.</summary>
public sealed class StoreQuery(IFabrikStore store, ProjectScope project)
{
    /// <summary>Failed steps whose name, error type or message contains the text.</summary>
    public Task<EvidenceAnswer> ErrorsAsync(EvidenceQuestion question, CancellationToken cancellation) => StepsAsync(
        question,
        step => step.Status == StepStatus.Error && Matches(question.Contains, step.Name, step.Error?.Type, step.Error?.Message),
        step => step.Error is { } error ? $"{error.Type}: {error.Message}" : step.Name,
        cancellation);

    /// <summary>Steps whose name, route, tool or model contains the text.</summary>
    public Task<EvidenceAnswer> TracesAsync(EvidenceQuestion question, CancellationToken cancellation) => StepsAsync(
        question,
        step => Matches(question.Contains, step.Name, step.Span?.Route, step.Tool, step.Model),
        step => step.Name,
        cancellation);

    public async Task<EvidenceAnswer> LogsAsync(EvidenceQuestion question, CancellationToken cancellation)
    {
        var query = new LogQuery { Scope = question.Scope, Since = question.Since, Contains = question.Contains, Limit = 1 };
        var counts = await store.Logs.CountAsync(project, query, cancellation);
        var newest = counts.Total > 0 ? await store.Logs.FindAsync(project, query, cancellation) : [];
        return new EvidenceAnswer(counts.Total > 0, counts.Total, counts.LastSeen, null, newest.FirstOrDefault()?.Body);
    }

    private async Task<EvidenceAnswer> StepsAsync(
        EvidenceQuestion question, Func<Step, bool> matches, Func<Step, string> describe, CancellationToken cancellation)
    {
        var byName = new Dictionary<string, long>(StringComparer.Ordinal);
        Step? last = null;
        long count = 0;
        await foreach (var step in store.Runs.ReadEvidenceAsync(project, question.Scope, question.Since, null, cancellation))
        {
            if (!matches(step)) continue;
            count++;
            byName[step.Name] = byName.GetValueOrDefault(step.Name) + 1;
            if (last is null || (step.EndedAt ?? step.StartedAt) > (last.EndedAt ?? last.StartedAt)) last = step;
        }

        return last is null
            ? new EvidenceAnswer(false, 0, null, null, null)
            : new EvidenceAnswer(
                true,
                count,
                last.EndedAt ?? last.StartedAt,
                byName.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).First().Key,
                describe(last));
    }

    private static bool Matches(string? text, params ReadOnlySpan<string?> candidates)
    {
        if (text is null) return true;
        foreach (var candidate in candidates)
        {
            if (candidate?.Contains(text, StringComparison.OrdinalIgnoreCase) == true) return true;
        }

        return false;
    }
}
