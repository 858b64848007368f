using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs.Demo;

/// <summary>One run of the sample agent and what it must turn out to be.</summary>
/// <param name="Label">For people, e.g. <c>good</c>.</param>
/// <param name="Tools">The tools it must be seen to call.</param>
/// <param name="Lint">What its lint must say; null where it is not linted.</param>
internal sealed record DemoRun(
    RunId Id, string Label, string Question, string Model, RunStatus Expected, IReadOnlyList<string> Tools, VerdictStatus? Lint)
{
    /// <param name="newId">Makes an unused run id from a label.</param>
    public static IReadOnlyList<DemoRun> Plan(Func<string, RunId> newId) =>
    [
        new(newId("good"), "good", "How many people live on a square kilometre of Iceland?", Small, RunStatus.Ok, ["calculator", "fetch", "search"], VerdictStatus.Pass),
        new(newId("good"), "good", "How crowded is Norway, and how long is the bridge?", Small, RunStatus.Ok, ["calculator", "fetch"], null),
        new(newId("good"), "good", "How often does the lighthouse lamp turn in a minute?", Large, RunStatus.Ok, ["calculator", "fetch"], null),
        new(newId("slow"), "slow", "How thick is the glacier?", Small, RunStatus.Ok, ["fetch", "search"], VerdictStatus.Fail),
        new(newId("failing"), "failing", "When is high tide in the northern harbour?", Small, RunStatus.Failed, ["fetch", "search"], null),
    ];

    private const string Small = "fabrik-demo-small";
    private const string Large = "fabrik-demo-large";
}
