using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Tests.Evidence;

public sealed class StepIdentity
{
    private static readonly Step Full = Some.FullStep("s1");

    public static TheoryData<string> Differences { get; } = new(Changed().Keys);

    // Stored digests outlive a release: a change of the encoding would turn every retry into a conflict.
    [Fact]
    public void The_digest_of_a_step_never_changes() =>
        Assert.Equal("8a49dcec3b82fb2e4937427eddd010f4", Convert.ToHexStringLower(StepDigest.Of(Full)));

    [Fact]
    public void Equal_steps_have_equal_digests() => Assert.Equal(StepDigest.Of(Full), StepDigest.Of(Some.FullStep("s1")));

    [Theory]
    [MemberData(nameof(Differences))]
    public void Every_part_of_the_body_counts(string difference) => Assert.NotEqual(StepDigest.Of(Full), StepDigest.Of(Changed()[difference]));

    [Fact]
    public void Every_difference_has_a_digest_of_its_own() =>
        Assert.Equal(Changed().Count, Changed().Values.Select(s => Convert.ToHexString(StepDigest.Of(s))).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void What_our_rules_derive_does_not_count()
    {
        var rederived = Full with { Provenance = "x", Redactions = 0, Cost = Full.Cost! with { Computed = null, UnknownReason = null, PriceVersion = null } };

        Assert.Equal(StepDigest.Of(Full), StepDigest.Of(rederived));
    }

    [Fact]
    public void Text_can_not_slip_from_one_field_to_the_next() =>
        Assert.NotEqual(
            StepDigest.Of(Full with { Provider = "ab", Tool = "c" }),
            StepDigest.Of(Full with { Provider = "a", Tool = "bc" }));

    private static Dictionary<string, Step> Changed() => new(StringComparer.Ordinal)
    {
        ["id"] = Full with { Id = StepId.Parse("s2") },
        ["parent"] = Full with { ParentId = null },
        ["kind"] = Full with { Kind = StepKind.Tool },
        ["name"] = Full with { Name = "other" },
        ["status"] = Full with { Status = StepStatus.Ok },
        ["start"] = Full with { StartedAt = UnixTime.Zero },
        ["end"] = Full with { EndedAt = null },
        ["end at zero"] = Full with { EndedAt = UnixTime.Zero },
        ["service"] = Full with { Service = null },
        ["agent"] = Full with { Agent = "" },
        ["no agent"] = Full with { Agent = null },
        ["env"] = Full with { Env = "dev" },
        ["model"] = Full with { Model = "m" },
        ["request model"] = Full with { RequestModel = "m" },
        ["provider"] = Full with { Provider = "p" },
        ["tool"] = Full with { Tool = "t" },
        ["call"] = Full with { ToolCallId = "c" },
        ["usage"] = Full with { Usage = new TokenUsage(1, 2, 3, 4, 6) },
        ["no usage"] = Full with { Usage = null },
        ["reported cost"] = Full with { Cost = Full.Cost! with { Reported = null } },
        ["error"] = Full with { Error = null },
        ["error text"] = Full with { Error = new StepError("TimeoutError", "") },
        ["input"] = Full with { InputPreview = "x" },
        ["output"] = Full with { OutputPreview = null },
        ["span"] = Full with { Span = null },
        ["trace"] = Full with { Span = Full.Span! with { Trace = Some.Trace(1) } },
        ["span kind"] = Full with { Span = Full.Span! with { Kind = SpanKind.Server } },
        ["route"] = Full with { Span = Full.Span! with { Route = null } },
        ["db"] = Full with { Span = Full.Span! with { DbSystem = "mysql" } },
        ["http"] = Full with { Span = Full.Span! with { HttpStatus = 200 } },
        ["foreign run"] = Full with { Span = Full.Span! with { ForeignRunId = null } },
        ["truncated"] = Full with { Truncated = false },
        ["payload"] = Full with { Payload = default },
    };
}
