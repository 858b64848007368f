using System.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Posthog;
using Fabrik.Laos.Sources.Prometheus;
using Fabrik.Laos.Sources.Pyroscope;
using Fabrik.Laos.Sources.Sentry;
using Fabrik.Laos.Tests.Doubles;

namespace Fabrik.Laos.Tests.Sources;

/// <summary>Whatever a server answers is evidence or an unreachable source, never another exception.</summary>
public sealed class HostileAnswersTests
{
    private static readonly string[] Values =
        ["null", "[]", "{}", "\"\"", "\"\\ud800\"", "-1", "1e308", "1e999", "true", "[[[]]]", "\"x\"", "{\"\\udfff\":1}", "0.5", "\"+Inf\"", "\"NaN\"", "9223372036854775808"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Prometheus(int seed) => await BatterAsync(seed, path => path switch
    {
        "/api/v1/status/buildinfo" => Body("prom-buildinfo"),
        "/api/v1/labels" => Body("prom-labels"),
        _ => """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"le":"0.1"},"value":[1,"2"]},{"metric":{"le":"+Inf"},"value":[1,"3"],"histogram":[1,{"buckets":[[0,"0.1","0.2","5"]]}]}]},"warnings":["w"]}""",
    }, url => PrometheusSource.From(new PrometheusConfig { Url = url }, Some.NoVariables, Some.AfterTheRun), SignalKind.Metrics);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pyroscope(int seed) => await BatterAsync(seed, path => path.Split('/')[^1] switch
    {
        "LabelNames" => Body("pyroscope-label-names"),
        "Series" => """{"labelsSet":[{"labels":[{"name":"__profile_type__","value":"process_cpu:cpu:nanoseconds:cpu:nanoseconds"}]}]}""",
        "SelectMergeStacktraces" => Body("pyroscope-select-merge-stacktraces"),
        "SelectSeries" => Body("pyroscope-select-series"),
        _ => """{"version":"1"}""",
    }, url => PyroscopeSource.From(new PyroscopeConfig { Url = url }, Some.NoVariables, Some.AfterTheRun), SignalKind.Profiles);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Bugsink(int seed) => await BatterAsync(seed, path => path switch
    {
        "/api/canonical/0/projects/" => Body("bugsink-projects"),
        "/api/canonical/0/issues/" => Body("bugsink-issues-list"),
        "/api/canonical/0/events/" => Body("bugsink-events-list"),
        _ => Body("bugsink-event-detail"),
    }, url => SentrySource.From(new SentryConfig { Url = url, Flavour = SentryFlavour.Bugsink }, Some.NoVariables, Some.AfterTheRun), SignalKind.Errors);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sentry(int seed) => await BatterAsync(seed, path => path switch
    {
        "/api/0/" => """{"version":"0","auth":{"scopes":["event:read"]},"user":{"id":"1"}}""",
        _ when path.EndsWith("/events/", StringComparison.Ordinal) =>
            """{"data":[{"issue":"S-1","issue.id":1,"title":"E: m","culprit":"c","count()":3,"last_seen()":"2026-02-11T10:16:00+00:00","trace":"4bf92f3577b34da6a3ce929d0e0e4736"}]}""",
        _ => """[{"id":"1","title":"E","lastSeen":"2026-02-11T10:16:00Z","tags":[{"key":"run_id","value":"run-1"}],"dateCreated":"2026-02-11T10:16:00Z"}]""",
    }, url => SentrySource.From(new SentryConfig { Url = url, Org = "acme" }, Some.NoVariables, Some.AfterTheRun), SignalKind.Errors);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Posthog(int seed) => await BatterAsync(
        seed,
        _ => """{"results":[["[\"E\"]","[\"m\"]",3,"2026-02-11T10:16:00Z","/c","4bf92f3577b34da6a3ce929d0e0e4736"]],"columns":[],"error":null}""",
        url => PosthogSource.From(new PosthogConfig { Url = url, ProjectId = "7" }, Some.NoVariables, Some.AfterTheRun),
        SignalKind.Errors);

    private static string Body(string capture) => Capture.Read(capture).Body;

    private static async Task BatterAsync(int seed, Func<string, string> answer, Func<string, IEvidenceSource> open, SignalKind signal)
    {
        var random = new Random(seed);
        var (answered, refused) = (0, 0);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            byte[] body;
            lock (random) body = random.Next(4) == 0 ? Mutated(answer(context.Request.Path), random) : Encoding.UTF8.GetBytes(answer(context.Request.Path));
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(body);
        });
        var request = Some.Request() with { Until = Some.Request().Since.Add(TimeSpan.FromDays(365)), Contains = "m" };
        for (var i = 0; i < 30; i++)
        {
            var source = open(server.Url);
            await TryAsync(async () => Assert.Single((await source.CollectAsync([signal], request with { Contains = null }, CancellationToken.None)).States));
            await TryAsync(() => source.AskAsync(signal, request, CancellationToken.None));
            await TryAsync(() => source.CountAsync(signal, request, CancellationToken.None));
            await TryAsync(() => source.ProbeAsync(CancellationToken.None));
        }

        Assert.True(answered > 0 && refused > 0, $"{answered} answered, {refused} refused: the mutations are too mild or too wild");

        async Task TryAsync(Func<Task> call)
        {
            try
            {
                await call();
                answered++;
            }
            catch (SourceUnreachableException)
            {
                refused++;
            }
        }
    }

    private static byte[] Mutated(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            default:
                // A value in place of what follows some colon or comma up to the next.
                var marks = Enumerable.Range(0, text.Length).Where(i => text[i] is ':' or ',').ToArray();
                if (marks.Length == 0) return bytes;
                var from = marks[random.Next(marks.Length)] + 1;
                var to = from;
                while (to < text.Length && text[to] is not (',' or '}' or ']')) to++;
                return Encoding.UTF8.GetBytes(text[..from] + Values[random.Next(Values.Length)] + text[to..]);
        }
    }
}
