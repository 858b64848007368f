using System.Text;
using Fabrik.Laos.Sources.Loki;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Loki;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Loki;

/// <summary>Answers of a real server, read by the reader and given again by the double.</summary>
public sealed class LokiCaptureTests
{
    [Theory]
    [InlineData("loki-query_range-streams", 5)]
    [InlineData("loki-query_range-json-filter", 3)]
    [InlineData("loki-query_range-structured-metadata", 1)]
    [InlineData("loki-query_range-empty", 0)]
    [InlineData("loki-otlp-query-back", 1)]
    [InlineData("loki-k6-logs", 2)]
    public void Lines_are_read_with_all_their_labels(string name, int count)
    {
        var lines = Lines(CapturedExchange.Read(name).Body);

        Assert.Equal(count, lines.Count);
        Assert.All(lines, l => Assert.True(l.Labels.ContainsKey("service_name") && l.Labels.ContainsKey("detected_level")));
    }

    [Fact]
    public void A_count_is_read()
    {
        Assert.True(LokiReader.TryCounts(Encoding.UTF8.GetBytes(CapturedExchange.Read("loki-query-instant-vector").Body), out var counts));

        Assert.Equal(12, Assert.Single(counts).Count);
    }

    [Fact]
    public void Label_values_are_read()
    {
        Assert.True(LokiReader.TryValues(Encoding.UTF8.GetBytes(CapturedExchange.Read("loki-label-values").Body), out var values));

        Assert.Equal(["shop"], values);
    }

    [Theory]
    [InlineData("loki-query_range-streams")]
    [InlineData("loki-query_range-structured-metadata")]
    [InlineData("loki-query_range-empty")]
    public async Task The_double_gives_lines_as_the_server_did(string name)
    {
        var captured = CapturedExchange.Read(name);
        await using var loki = await WithPushedLinesAsync();

        var (status, body) = await AskAsync(loki, captured);

        Assert.Equal(captured.Status, status);
        Assert.Equal(Described(captured.Body), Described(body));
    }

    [Fact]
    public async Task The_double_counts_as_the_server_did()
    {
        var captured = CapturedExchange.Read("loki-query-instant-vector");
        await using var loki = await WithPushedLinesAsync();

        var (_, body) = await AskAsync(loki, captured);

        Assert.True(LokiReader.TryCounts(Encoding.UTF8.GetBytes(body), out var counts));
        Assert.Equal(12, counts[0].Count);
    }

    [Theory]
    [InlineData("loki-query-empty-matcher-error")]
    [InlineData("loki-query-end-before-start")]
    [InlineData("loki-query-instant-logs-rejected")]
    [InlineData("loki-query-limit-too-big")]
    [InlineData("loki-query-range-too-long")]
    [InlineData("loki-label-values")]
    [InlineData("loki-buildinfo")]
    public async Task The_double_answers_word_for_word(string name)
    {
        var captured = CapturedExchange.Read(name);
        await using var loki = await WithPushedLinesAsync();

        Assert.Equal((captured.Status, captured.Body), await AskAsync(loki, captured));
    }

    [Theory]
    [InlineData("loki-push-future", "has timestamp too new: 2026-11-20T13:10:40")]
    [InlineData("loki-push-too-old", "has timestamp too old: 2026-10-21T11:10:40")]
    [InlineData("loki-push-bad-json", "expect \", but found n")]
    public async Task The_double_refuses_what_the_server_refused(string name, string words)
    {
        var captured = CapturedExchange.Read(name);
        await using var loki = await WithPushedLinesAsync();

        var (status, body) = await AskAsync(loki, captured);

        Assert.Equal(captured.Status, status);
        Assert.Contains(words, captured.Body);
        Assert.Contains(words, body);
    }

    private static async Task<LokiDouble> WithPushedLinesAsync()
    {
        var pushed = CapturedExchange.Read("loki-push-json");
        var loki = await LokiDouble.StartAsync(new ManualTime(DateTimeOffset.FromUnixTimeSeconds(1795173046)));
        Assert.Equal((204, ""), await AskAsync(loki, pushed));
        return loki;
    }

    private static async Task<(int Status, string Body)> AskAsync(LokiDouble loki, CapturedExchange exchange)
    {
        using var http = new HttpClient { BaseAddress = loki.Url };
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), exchange.Path);
        if (exchange.RequestBody.Length > 0) request.Content = new StringContent(exchange.RequestBody, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static IReadOnlyList<LogLine> Lines(string body) => LokiReader.TryLines(Encoding.UTF8.GetBytes(body), out var lines) ? lines : throw new FormatException(body);

    private static string Described(string body) => string.Join('\n', Lines(body).OrderBy(l => l.Time).Select(l => $"{l.Time} {l.Identity}"));
}
