using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Laos.Sources.Tempo;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Tempo;
using Fabrik.Telemetry.Model;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Tempo;

/// <summary>Answers of real servers, read by the readers and given again by the double.</summary>
public sealed class TempoCaptureTests
{
    [Theory]
    [InlineData("tempo-search-resource-attr", "03136a78407bce16a6d47df085aed964", 3, 3, 3)]
    [InlineData("tempo2-search-resource-attr", "c940a1b51dbcc2bde2499ba446453092", 3, 3, 3)]
    [InlineData("tempo-search-span-attr-select", "03136a78407bce16a6d47df085aed964", 1, 1, 3)]
    [InlineData("tempo2-search-span-attr-select", "c940a1b51dbcc2bde2499ba446453092", 1, 1, 3)]
    [InlineData("tempo-search-structural", "03136a78407bce16a6d47df085aed964", 2, 2, 3)]
    [InlineData("tempo-search-leading-zero-traceid", "00000000000000000123456789abcdef", 3, 3, 3)]
    [InlineData("tempo-search-root-not-received", "a43029fd93daf5454d0af2ef119a8908", 1, 2, 2)]
    [InlineData("tempo-search-by-trace-id-intrinsic", "262a92a54a4f2c5f5fdaabc3e83b3a39", 3, 6, 6)]
    [InlineData("tempo-dotnet-sdk-search", "bfd57ac9786aa17f42299f3023c0af1f", 1, 1, 1)]
    public void A_search_is_read_whole(string name, string trace, int listed, int matched, int held)
    {
        var answer = Search(CapturedExchange.Read(name).Body);

        var found = Assert.Single(answer.Traces);
        Assert.Equal((trace, listed, matched, held, 0), (found.Trace.ToString(), found.Spans.Count, (int)found.Matched, (int)found.Held!, answer.Unreadable));
        Assert.All(found.Spans, s => Assert.True(s.EndedAt > s.StartedAt));
    }

    [Theory]
    [InlineData("tempo-search-empty")]
    [InlineData("tempo2-search-empty")]
    public void An_empty_search_is_no_trace(string name) => Assert.Empty(Search(CapturedExchange.Read(name).Body).Traces);

    [Theory]
    [InlineData("tempo-trace-by-id-v1")]
    [InlineData("tempo-trace-by-id-v2")]
    [InlineData("tempo2-trace-by-id-v1")]
    [InlineData("tempo2-trace-by-id-v2")]
    public void A_trace_by_id_is_read_whole(string name)
    {
        var trace = Trace(CapturedExchange.Read(name).Body);

        Assert.Null(trace.Lack);
        Assert.Equal(3, trace.Spans.Count);
        var root = Assert.Single(trace.Spans, s => s.ParentSpanId is null);
        Assert.Equal(("POST /checkout", SpanStatusCode.Error, "boom", "shop", 500L), (root.Name, root.Status, root.StatusMessage, root.Resource.Service, root.Attributes.Whole("http.response.status_code")));
        Assert.Equal("System.NullReferenceException", root.Events[0].Attributes.Text("exception.type"));
        Assert.All(trace.Spans.Where(s => s != root), s => Assert.Equal(root.SpanId, s.ParentSpanId));
        Assert.EndsWith(root.Trace.ToString(), CapturedExchange.Read(name).Path);
    }

    [Fact]
    public void A_trace_that_is_not_there_has_no_spans() => Assert.Empty(Trace(CapturedExchange.Read("tempo-trace-by-id-v2-missing").Body).Spans);

    [Theory]
    [InlineData("tempo-search-resource-attr")]
    [InlineData("tempo-search-span-attr-select")]
    [InlineData("tempo-search-structural")]
    [InlineData("tempo-search-empty")]
    public async Task The_double_answers_a_search_as_the_server_did(string name)
    {
        var captured = CapturedExchange.Read(name);
        await using var tempo = await WithPushedTraceAsync();

        var (status, body) = await AskAsync(tempo, captured);

        Assert.Equal(captured.Status, status);
        Assert.Equal(Paths(captured.Body), Paths(body));
        Assert.Equal(Described(Search(captured.Body)), Described(Search(body)));
    }

    [Theory]
    [InlineData("tempo-trace-by-id-v1")]
    [InlineData("tempo-trace-by-id-v2")]
    public async Task The_double_gives_a_trace_as_the_server_did(string name)
    {
        var captured = CapturedExchange.Read(name);
        await using var tempo = await WithPushedTraceAsync();

        var (_, body) = await AskAsync(tempo, captured);

        Assert.Subset(Paths(captured.Body), Paths(body));
        var spans = Trace(body).Spans.ToDictionary(s => s.SpanId);
        Assert.All(Trace(captured.Body).Spans, s => Assert.Equal(
            (s.Name, s.ParentSpanId, s.StartedAt, s.Status), (spans[s.SpanId].Name, spans[s.SpanId].ParentSpanId, spans[s.SpanId].StartedAt, spans[s.SpanId].Status)));
    }

    [Theory]
    [InlineData("tempo-search-bad-range")]
    [InlineData("tempo-search-too-long-range")]
    [InlineData("tempo-search-syntax-error")]
    [InlineData("tempo-trace-by-id-404")]
    [InlineData("tempo-trace-by-id-invalid")]
    [InlineData("tempo-trace-by-id-v2-missing")]
    [InlineData("tempo-search-tag-values-v2")]
    [InlineData("tempo-buildinfo")]
    public async Task The_double_answers_word_for_word(string name)
    {
        var captured = CapturedExchange.Read(name);
        await using var tempo = await WithPushedTraceAsync();

        Assert.Equal((captured.Status, captured.Body), await AskAsync(tempo, captured));
    }

    private static async Task<TempoDouble> WithPushedTraceAsync()
    {
        var pushed = CapturedExchange.Read("tempo-otlp-http-json-push");
        var tempo = await TempoDouble.StartAsync(new ManualTime(DateTimeOffset.FromUnixTimeSeconds(1795172400)));
        var (status, body) = await AskAsync(tempo, pushed);
        Assert.Equal((pushed.Status, pushed.Body), (status, body));
        return tempo;
    }

    private static async Task<(int Status, string Body)> AskAsync(TempoDouble tempo, CapturedExchange exchange)
    {
        using var http = new HttpClient { BaseAddress = tempo.Url };
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), exchange.Path);
        if (exchange.RequestBody.Length > 0) request.Content = new StringContent(exchange.RequestBody, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static SearchAnswer Search(string body) => SearchReader.TryRead(Encoding.UTF8.GetBytes(body), out var answer) ? answer : throw new FormatException(body);

    private static TraceAnswer Trace(string body) => TraceReader.TryRead(Encoding.UTF8.GetBytes(body), out var answer) ? answer : throw new FormatException(body);

    private static string Described(SearchAnswer answer) => string.Join('\n', answer.Traces.Select(t => $"{t.Trace} {t.RootService} {t.Matched} {t.Held} "
        + string.Join(' ', t.Spans.OrderBy(s => s.SpanId).Select(s => $"{s.SpanId:x} {s.StartedAt} {s.EndedAt} {string.Join(',', s.Attributes.Select(a => $"{a.Key}={s.Attributes.Text(a.Key)}").Order(StringComparer.Ordinal))}"))));

    // Every place in the document, without the numbers of list items.
    private static HashSet<string> Paths(string json)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Walk(JsonNode.Parse(json), "");
        return paths;

        void Walk(JsonNode? node, string path)
        {
            paths.Add($"{path}:{node?.GetValueKind()}");
            if (node is JsonObject children)
            {
                foreach (var (name, child) in children) Walk(child, $"{path}/{name}");
            }
            else if (node is JsonArray items)
            {
                foreach (var item in items) Walk(item, $"{path}[]");
            }
        }
    }
}
