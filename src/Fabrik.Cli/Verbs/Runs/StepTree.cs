using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Verbs.Runs;

/// <summary>Steps in the order of a tree: parents before children, siblings by start. Steps whose parent never came are roots.</summary>
internal static class StepTree
{
    public static IReadOnlyList<(int Depth, StoredStep Step)> Of(IReadOnlyList<StoredStep> steps)
    {
        var known = steps.Select(s => s.Step.Id).ToHashSet();
        var children = steps
            .Where(s => s.Step.ParentId is { } parent && known.Contains(parent) && parent != s.Step.Id)
            .ToLookup(s => s.Step.ParentId!.Value);
        var roots = steps.Where(s => s.Step.ParentId is not { } parent || !known.Contains(parent) || parent == s.Step.Id);

        var ordered = new List<(int, StoredStep)>(steps.Count);
        var seen = new HashSet<StepId>();
        var open = new Stack<(int Depth, StoredStep Step)>();
        Push(0, roots);
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at.Step.Step.Id)) continue;
            ordered.Add(at);
            Push(at.Depth + 1, children[at.Step.Step.Id]);
        }

        // A cycle of parents has no root: its steps are still shown.
        ordered.AddRange(steps.Where(s => seen.Add(s.Step.Id)).Select(s => (0, s)));
        return ordered;

        void Push(int depth, IEnumerable<StoredStep> siblings)
        {
            foreach (var sibling in siblings.OrderByDescending(s => s.Step.StartedAt).ThenByDescending(s => s.Sequence)) open.Push((depth, sibling));
        }
    }
}
