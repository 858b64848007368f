using System.Text.Json.Nodes;
using Fabrik.Laos.Config;
using Fabrik.Laos.Gates;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Tests.Judging;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Gates;

public sealed class ReviewFiles
{
    private const string Verify = "fabrik laos lint --run RUN of a new run exits 0";

    [Fact]
    public void A_failed_lint_asks_for_changes_and_names_the_hot_path() => Golden.Match("review-laos-lint.json", Only(Failed(), GateMode.Review).Text!);

    [Fact]
    public void A_passed_lint_approves()
    {
        var review = JsonNode.Parse(Only(Passed(), GateMode.Review).Text!)!;

        Assert.Equal("approved", (string?)review["status"]);
        Assert.Empty(review["issues"]!.AsArray());
        Assert.Empty(review["next"]!.AsArray());
    }

    [Fact]
    public void A_lint_that_could_not_judge_asks_for_changes_with_the_reason()
    {
        var review = JsonNode.Parse(Only(Judge(new LaosConfig { Thresholds = new() { LatencyMs = new() { P95 = 1 } } }), GateMode.Review).Text!)!;

        Assert.Equal("changes_requested", (string?)review["status"]);
        Assert.Contains("could not be judged", (string?)review["issues"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_becomes_a_task() => Golden.Match("review-todo.json", Todo(Failed(), null).Text!);

    [Fact]
    public void Tasks_that_are_there_stay_and_come_first()
    {
        const string existing = """{"v":1,"tasks":[{"id":"review-security-1","do":"[Token] rotate","verify":"x","mine":true}],"kept":{"a":1}}""";

        var merged = JsonNode.Parse(Todo(Failed(), existing).Text!)!;

        Assert.Equal("""{"id":"review-security-1","do":"[Token] rotate","verify":"x","mine":true}""", merged["tasks"]![0]!.ToJsonString());
        Assert.Equal("review-laos-lint-latency_ms.p95", (string?)merged["tasks"]![1]!["id"]);
        Assert.Equal("""{"a":1}""", merged["kept"]!.ToJsonString());
    }

    [Fact]
    public void The_same_violation_again_adds_no_second_task() => Assert.Null(Todo(Failed(), Todo(Failed(), null).Text).Text);

    [Theory]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("""{"tasks":{"a":1}}""")]
    [InlineData("")]
    public void A_todo_file_that_can_not_be_added_to_is_left_as_it_is(string existing)
    {
        var file = Todo(Failed(), existing);

        Assert.Null(file.Text);
        Assert.NotNull(file.Note);
    }

    [Fact]
    public void A_failed_lint_closes_the_human_gate() => Golden.Match("human-gate.json", Only(Failed(), GateMode.Human).Text!);

    [Fact]
    public void A_gate_that_is_there_stays()
    {
        var file = LintGate.Of(Failed(), GateMode.Human, _ => """{"v":1,"status":"blocked","reason":"human review required"}""", Verify).Single();

        Assert.Null(file.Text);
        Assert.NotNull(file.Note);
    }

    [Fact]
    public void A_passed_lint_opens_no_gate_and_adds_no_task()
    {
        Assert.Null(Only(Passed(), GateMode.Human).Text);
        Assert.Null(Todo(Passed(), null).Text);
    }

    private static GateFile Only(LintReport report, GateMode mode) => LintGate.Of(report, mode, _ => null, Verify).Single();

    private static GateFile Todo(LintReport report, string? existing) => LintGate.Of(report, GateMode.Todo, _ => existing, Verify)[1];

    private static LintReport Failed() =>
        Judge(new LaosConfig { Service = "checkout", Thresholds = new() { LatencyMs = new() { P95 = 350 } } }, [.. Enumerable.Repeat(420.0, 200)]);

    private static LintReport Passed() =>
        Judge(new LaosConfig { Service = "checkout", Thresholds = new() { LatencyMs = new() { P95 = 350 } } }, [.. Enumerable.Repeat(42.0, 200)]);

    private static LintReport Judge(LaosConfig config, params double[] milliseconds) =>
        LintJudge.Judge(config, SomeEvidence.Of(SomeEvidence.Requests(milliseconds)), new Dictionary<string, string> { ["fabrik"] = "test" });
}
