using Fabrik.Core.Runs;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Tests.Samples;

/// <summary>The sample as a user starts it, and what it says of a run to an OTLP endpoint.</summary>
public sealed class CheckoutServiceTests
{
    [Fact]
    public async Task Spans_and_log_lines_carry_the_run_that_the_headers_name()
    {
        await using var endpoint = await OtlpEndpoint.StartAsync();
        using var service = await CheckoutService.StartAsync(endpoint.Url);
        using (var client = new HttpClient { BaseAddress = service.Url })
        {
            await GetAsync(client, "/cart/7", ("baggage", "run_id=run-1,agent=tester,env=test"));
            await GetAsync(client, "/broken", ("X-Run-Id", "run-2"));
            await GetAsync(client, "/fast");
            await endpoint.UntilAsync(() => endpoint.Spans.Count >= 4 && endpoint.Logs.Any(l => Text(l.Attributes, "run_id") is not null));
        }

        Assert.All(endpoint.Spans, span => Assert.Equal("checkout", Text(span.Resource.Attributes, "service.name")));
        var cart = endpoint.Spans.Single(s => s.Kind == SpanKind.Server && Text(s.Attributes, "run_id") == "run-1");
        Assert.Equal(("tester", "test"), (Text(cart.Attributes, "agent"), Text(cart.Attributes, "env")));
        var query = Assert.Single(endpoint.Spans, s => s.Kind == SpanKind.Client);
        Assert.Equal((cart.SpanId, "run-1", "sqlite"), (query.ParentSpanId, Text(query.Attributes, "run_id"), Text(query.Attributes, "db.system.name")));
        Assert.Single(endpoint.Spans, s => Text(s.Attributes, "run_id") == "run-2");
        Assert.Single(endpoint.Spans, s => Text(s.Attributes, "run_id") is null);
        Assert.Equal("run-2", Text(endpoint.Logs.Single(l => l.Body.AsString == "card declined").Attributes, "run_id"));
    }

    private static async Task GetAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await client.SendAsync(request);
    }

    private static string? Text(AttributeMap attributes, string key) => attributes.Text(key);
}
