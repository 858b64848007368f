using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Tests.Contract;

public abstract class LogsAndMetricsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task Every_field_of_a_log_line_comes_back()
    {
        var log = new LogEntry
        {
            Time = Some.Noon,
            SeverityNumber = 17,
            SeverityText = "ERROR",
            EventName = "exception",
            Body = "it broke",
            Service = "svc",
            Run = R1,
            Agent = "planner",
            Env = "prod",
            Trace = Some.Trace(5),
            SpanId = "00f067aa0ba902b7",
            Attributes = Some.Json("{\"k\":1}"),
        };
        await AppendAsync(Some.Batch() with { Logs = [log, Some.Log("bare")] });

        var found = Assert.Single(await FindAsync(new LogQuery { Scope = new RunScope(R1) }));
        Assert.Equal(log.Attributes.ToArray(), found.Attributes.ToArray());
        Assert.Equal(log with { Attributes = default }, found with { Attributes = default });
        var bare = (await FindAsync(new LogQuery { Scope = new RunScope(null), MinSeverity = 1 })).Single(l => l.Body == "bare");
        Assert.Equal(Some.Log("bare"), bare with { Attributes = default });
        Assert.True(bare.Attributes.IsEmpty);
    }

    [Fact]
    public async Task Lines_come_newest_first_and_the_last_to_arrive_first_among_equals()
    {
        await AppendAsync(Some.Batch() with { Logs = [.. new[] { (1, 21), (3, 1), (2, 9), (3, 17) }.Select((l, i) => Some.Log($"l{i}", l.Item1, l.Item2) with { Run = R1, Service = "svc" })] });

        Assert.Equal(["l3", "l1", "l2", "l0"], await BodiesAsync(new LogQuery { Scope = new RunScope(R1) }));
        Assert.Equal(["l3", "l1"], await BodiesAsync(new LogQuery { Scope = new RunScope(null, "svc"), Limit = 2 }));
        Assert.Equal(["l3", "l1", "l2", "l0"], await BodiesAsync(new LogQuery { Scope = new RunScope(null) }));
    }

    [Fact]
    public async Task Lines_are_narrowed_by_every_filter_and_counted_alike()
    {
        await AppendAsync(Some.Batch() with
        {
            Logs =
            [
                Some.Log("the 100% fail_ure", 1, 17) with { Run = R1, Service = "svc", Agent = "a", Env = "prod" },
                Some.Log("all good", 2) with { Run = R1, Service = "svc" },
                Some.Log("Fail", 3, 21) with { Run = R2, Service = "svc" },
                Some.Log("other", 4, 24) with { Run = R2, Service = "other" },
            ],
        });

        await ExpectAsync(new LogQuery { Scope = new RunScope(R1) }, "all good", "the 100% fail_ure");
        await ExpectAsync(new LogQuery { Scope = new RunScope(null, "svc") }, "Fail", "all good", "the 100% fail_ure");
        await ExpectAsync(new LogQuery { Scope = new RunScope(R2, "svc") }, "Fail");
        await ExpectAsync(new LogQuery { Scope = new RunScope(null, "svc", "a", "prod") }, "the 100% fail_ure");
        await ExpectAsync(new LogQuery { Scope = new RunScope(null, null, null, "dev") });
        await ExpectAsync(new LogQuery { Scope = new RunScope(null), Contains = "fail" }, "the 100% fail_ure");
        await ExpectAsync(new LogQuery { Scope = new RunScope(null), Contains = "0% f" }, "the 100% fail_ure");
        await ExpectAsync(new LogQuery { Scope = new RunScope(null), Contains = "%" }, "the 100% fail_ure");
        await ExpectAsync(new LogQuery { Scope = new RunScope(null), MinSeverity = 17, Since = Some.At(1), Until = Some.At(4) }, "Fail", "the 100% fail_ure");

        async Task ExpectAsync(LogQuery query, params string[] bodies)
        {
            Assert.Equal(bodies, await BodiesAsync(query));
            var logs = await FindAsync(query);
            Assert.Equal(
                new LogCounts(logs.Count, logs.Count(l => l.SeverityNumber >= 17), logs.Count == 0 ? null : logs.Max(l => l.Time)),
                await Store.Logs.CountAsync(Scope, query, Now));
        }
    }

    [Fact]
    public async Task Every_field_of_a_metric_point_comes_back()
    {
        var metric = new MetricEntry
        {
            Point = new MetricPoint
            {
                Name = "latency",
                Unit = "s",
                Kind = MetricKind.Histogram,
                Delta = true,
                Monotonic = true,
                StartedAt = Some.At(-60),
                Time = Some.Noon,
                Value = 12.5,
                Count = 3,
                Bounds = [0.1, 1, double.PositiveInfinity],
                BucketCounts = [1, 0, 2, long.MaxValue],
                Quantiles = [new(0.5, 1.25), new(0.99, -3)],
                Resource = ResourceInfo.Empty,
                Scope = InstrumentationScope.Empty,
            },
            Service = "svc",
            Run = R1,
            Agent = "a",
            Env = "prod",
            Attributes = Some.Json("{}"),
        };
        await AppendAsync(Some.Batch() with { Metrics = [metric] });

        var found = Assert.Single(await ReadAsync(new RunScope(R1), "latency"));
        Assert.Equivalent(metric.Point, found.Point, strict: true);
        Assert.Equal(metric.Attributes.ToArray(), found.Attributes.ToArray());
        Assert.Equal(metric with { Point = found.Point, Attributes = default }, found with { Attributes = default });
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.5e308)]
    [InlineData(double.Epsilon)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(null)]
    public async Task A_points_value_comes_back_exactly(double? value)
    {
        await AppendAsync(Some.Batch() with { Metrics = [Some.Metric("m", 0, value) with { Run = R1 }] });

        Assert.Equal(value, Assert.Single(await ReadAsync(new RunScope(R1), "m")).Point.Value);
    }

    [Fact]
    public async Task A_value_that_is_not_a_number_is_no_value()
    {
        await AppendAsync(Some.Batch() with { Metrics = [Some.Metric("m", 0, double.NaN) with { Run = R1 }] });

        Assert.Null(Assert.Single(await ReadAsync(new RunScope(R1), "m")).Point.Value);
    }

    [Fact]
    public async Task Points_come_in_time_order_within_scope_and_window()
    {
        await AppendAsync(Some.Batch() with
        {
            Metrics =
            [
                .. Enumerable.Range(0, 5_000).Select(i => Some.Metric("m", (i * 7919 % 5_000) / 10.0, i) with { Run = R1, Service = "svc" }),
                Some.Metric("m", 1, -1) with { Run = R2, Service = "svc", Env = "dev" },
                Some.Metric("another", 1, -2) with { Run = R1 },
            ],
        });

        var all = await ReadAsync(new RunScope(R1), "m");
        Assert.Equal(5_000, all.Count);
        Assert.Equal(all.OrderBy(m => m.Point.Time).Select(m => m.Point.Time), all.Select(m => m.Point.Time));
        Assert.Equal(5_001, (await ReadAsync(new RunScope(null, "svc"), "m")).Count);
        Assert.Equal(5_001, (await ReadAsync(new RunScope(null), "m")).Count);
        Assert.Equal(-1, Assert.Single(await ReadAsync(new RunScope(null, "svc", null, "dev"), "m")).Point.Value);
        var window = await AllAsync(Store.Metrics.ReadAsync(Scope, new RunScope(R1), "m", Some.At(10), Some.At(20), Now));
        Assert.Equal(all.Where(m => m.Point.Time >= Some.At(10) && m.Point.Time < Some.At(20)).Select(m => m.Point.Value), window.Select(m => m.Point.Value));
    }

    [Fact]
    public async Task Names_come_once_in_ordinal_order()
    {
        await AppendAsync(Some.Batch() with { Metrics = [.. new[] { "b", "B", "a", "b" }.Select(n => Some.Metric(n, 0, 1) with { Run = R1, Service = "svc" }), Some.Metric("c", 0, 1)] });

        Assert.Equal(["B", "a", "b"], await Store.Metrics.NamesAsync(Scope, new RunScope(R1), Now));
        Assert.Equal(["B", "a", "b"], await Store.Metrics.NamesAsync(Scope, new RunScope(null, "svc"), Now));
        Assert.Equal(["B", "a", "b", "c"], await Store.Metrics.NamesAsync(Scope, new RunScope(null), Now));
    }

    private Task<IReadOnlyList<LogEntry>> FindAsync(LogQuery query) => Store.Logs.FindAsync(Scope, query, Now);

    private async Task<IEnumerable<string>> BodiesAsync(LogQuery query) => (await FindAsync(query)).Select(l => l.Body);

    private Task<List<MetricEntry>> ReadAsync(RunScope runs, string name) => AllAsync(Store.Metrics.ReadAsync(Scope, runs, name, null, null, Now));
}
