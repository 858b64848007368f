using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Tests.Verdicts;

/// <summary>Every shape a list of verdicts can be asked in, for the tests of plans.</summary>
internal static class VerdictLists
{
    public static IEnumerable<VerdictQuery> All
    {
        get
        {
            var all = new VerdictQuery { Kind = Some.LintKind };
            VerdictQuery[] shapes =
            [
                all, all with { Run = RunId.Parse("r1") }, all with { Service = "svc" }, all with { Agent = "a" }, all with { Env = "prod" },
                all with { Statuses = [VerdictStatus.Fail] }, all with { Statuses = [VerdictStatus.Fail, VerdictStatus.Error] },
                all with { Service = "svc", Agent = "a", Env = "prod", Statuses = [VerdictStatus.Fail] },
            ];
            foreach (var shape in shapes)
            {
                yield return shape;
                yield return shape with { After = new VerdictCursor(Some.Noon, Some.Verdict(null).Id), Since = Some.At(-99), Until = Some.At(99) };
            }
        }
    }
}
