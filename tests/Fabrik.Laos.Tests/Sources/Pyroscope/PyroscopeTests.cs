using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Pyroscope;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Pyroscope;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Pyroscope;

public sealed class PyroscopeTests
{
    private static readonly Dictionary<string, long> Stacks = new() { ["main;Checkout;Pay"] = 300, ["main;Checkout;Reserve"] = 150, ["main;Json"] = 50, ["worker;Pay"] = 100 };

    [Fact]
    public async Task Types_and_functions_are_those_of_the_run_with_their_own_share()
    {
        await using var server = await Filled("run_id").StartAsync();
        server.Add(Labels("run_id", "run-2"), Some.Start.AddMinutes(1), new Dictionary<string, long> { ["main;Other"] = 9000 });

        var evidence = await Source(server).CollectAsync([SignalKind.Profiles], Some.Request(), CancellationToken.None);

        Assert.Equal(["memory:alloc_space:bytes:space:bytes", PyroscopeDouble.Cpu], evidence.Profiles!.Types);
        Assert.Equal(["Pay 400", "Reserve 150", "Json 50"], evidence.Profiles.Functions.Select(f => $"{f.Name} {f.Self}"));
        Assert.Equal(400 / 600.0, evidence.Profiles.Functions[0].SelfShare, 1e-12);
        Assert.Equal("nanoseconds", evidence.Profiles.Functions[0].Unit);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Equal("""{run_id="run-1",service_name="shop"}""", Assert.Single(evidence.Queries).Text);
        Assert.Equal("2.0.1", evidence.Source.Version);
    }

    [Fact]
    public async Task An_alias_is_found_and_named()
    {
        await using var server = await Filled("fabrik_run_id").StartAsync();

        var evidence = await Source(server).CollectAsync([SignalKind.Profiles], Some.Request(), CancellationToken.None);

        Assert.Equal(2, evidence.Profiles!.Types.Count);
        Assert.Contains("the run was found by the label fabrik_run_id", evidence.Notes);
    }

    [Fact]
    public async Task Nothing_yet_is_pending_with_advice_until_the_profilers_flush_has_passed_and_then_absent()
    {
        await using var server = await new PyroscopeDouble().StartAsync();
        var time = new ManualTime(Some.Start.AddMinutes(10).AddSeconds(59));
        var source = Source(server, time);

        var early = (await source.CollectAsync([SignalKind.Profiles], Some.Request(), CancellationToken.None)).States[0];
        time.Advance(TimeSpan.FromSeconds(1));
        var late = (await source.CollectAsync([SignalKind.Profiles], Some.Request(), CancellationToken.None)).States[0];

        Assert.Equal(SignalCompleteness.Pending, early.Completeness);
        Assert.Contains("flush interval", early.Reason, StringComparison.Ordinal);
        Assert.Equal((SignalCompleteness.Absent, "no profile of service shop"), (late.Completeness, late.Reason));
    }

    [Fact]
    public async Task A_run_that_the_profiles_do_not_name_is_absent_with_the_label_that_is_missing()
    {
        await using var server = await Filled("spec_id").StartAsync();

        var state = (await Source(server).CollectAsync([SignalKind.Profiles], Some.Request(), CancellationToken.None)).States[0];

        Assert.Equal((SignalCompleteness.Absent, "no profile of service shop has a label run_id or fabrik_run_id"), (state.Completeness, state.Reason));
    }

    [Fact]
    public async Task Without_a_service_the_reason_says_why_nothing_is_seen()
    {
        await using var server = await Filled("run_id").StartAsync();

        var state = (await Source(server).CollectAsync([SignalKind.Profiles], Some.Request(service: null), CancellationToken.None)).States[0];

        Assert.Equal(SignalCompleteness.Absent, state.Completeness);
        Assert.Contains("name the service", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_find_types_or_functions()
    {
        await using var server = await Filled("run_id").StartAsync();
        var source = Source(server);

        var any = await source.AskAsync(SignalKind.Profiles, Some.Request(), CancellationToken.None);
        var function = await source.AskAsync(SignalKind.Profiles, Some.Request() with { Contains = "pay" }, CancellationToken.None);
        var nothing = await source.AskAsync(SignalKind.Profiles, Some.Request("run-9"), CancellationToken.None);

        Assert.Equal((true, 2, UnixTime.From(Some.Start.AddMinutes(2))), (any.Found, any.Count, any.LastSeen));
        Assert.Equal((true, 1), (function.Found, function.Count));
        Assert.StartsWith("Pay (66.7", function.Example, StringComparison.Ordinal);
        Assert.False(nothing.Found);
        Assert.Equal(600, await source.CountAsync(SignalKind.Profiles, Some.Request(), CancellationToken.None));
    }

    /// <summary>The recorded answers of a real server, by method.</summary>
    [Fact]
    public async Task The_recorded_answers_of_Pyroscope_are_read()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Request.Path.Value!.Split('/')[^1] switch
        {
            "LabelNames" => Capture.Read("pyroscope-label-names").SendAsync(context),
            "Series" => context.SendAsync(200, Capture.Read("pyroscope-series").Body.Replace("\"env\"", "\"__profile_type__\"", StringComparison.Ordinal).Replace("staging", PyroscopeDouble.Cpu, StringComparison.Ordinal)),
            "SelectMergeStacktraces" => Capture.Read("pyroscope-select-merge-stacktraces").SendAsync(context),
            "SelectSeries" => Capture.Read("pyroscope-select-series").SendAsync(context),
            _ => context.SendAsync(404, "404 page not found\n", "text/plain"),
        });
        var source = PyroscopeSource.From(new PyroscopeConfig { Url = server.Url }, Some.NoVariables, TimeProvider.System);

        var evidence = await source.CollectAsync([SignalKind.Profiles], Some.Request("run-aef61b"), CancellationToken.None);
        var answer = await source.AskAsync(SignalKind.Profiles, Some.Request("run-aef61b"), CancellationToken.None);

        Assert.Equal(["Pay 0.6", "Reserve 0.3", "Json.Serialize 0.1"], evidence.Profiles!.Functions.Select(f => $"{f.Name} {f.SelfShare:0.0}"));
        Assert.Null(evidence.Source.Version);
        Assert.Equal(1795175513087L, answer.LastSeen!.Value.Nanoseconds / 1_000_000);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason()
    {
        await using var server = await LoopbackServer.StartAsync(context => Capture.Read("pyroscope-connect-bad").SendAsync(context));
        var source = PyroscopeSource.From(new PyroscopeConfig { Url = server.Url }, Some.NoVariables, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<SourceUnreachableException>(() => source.ProbeAsync(CancellationToken.None));

        Assert.Contains("invalid_argument: missing time range in the query", failure.Message, StringComparison.Ordinal);
    }

    private static PyroscopeDouble Filled(string runLabel)
    {
        var server = new PyroscopeDouble();
        server.Add(Labels(runLabel, "run-1"), Some.Start.AddMinutes(2), Stacks);
        server.Add(Labels(runLabel, "run-1"), Some.Start.AddMinutes(2), new Dictionary<string, long> { ["main"] = 1 }, "memory:alloc_space:bytes:space:bytes");
        return server;
    }

    private static Dictionary<string, string> Labels(string runLabel, string run) => new() { ["service_name"] = "shop", [runLabel] = run };

    private static PyroscopeSource Source(PyroscopeDouble server, TimeProvider? time = null) =>
        PyroscopeSource.From(new PyroscopeConfig { Url = server.Url }, Some.NoVariables, time ?? Some.AfterTheRun);
}
