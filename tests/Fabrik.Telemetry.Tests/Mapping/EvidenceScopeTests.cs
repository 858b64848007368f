using System.Text;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Tests.Mapping;

public sealed class EvidenceScopeTests
{
    private static LogRecord Log(AttributeValue body, params (string Key, object Value)[] attributes) => new()
    {
        Time = Some.At(5),
        Body = body,
        SeverityNumber = 17,
        SeverityText = "ERROR",
        Trace = Some.Trace(1),
        SpanId = 0xab,
        Attributes = Some.Attributes(attributes),
        Resource = Some.Resource(("service.name", "api"), ("run_id", "r-1"), ("deployment.environment.name", "prod")),
        Scope = InstrumentationScope.Empty,
    };

    [Fact]
    public void A_log_is_scoped_by_itself_first_then_by_its_resource()
    {
        var entry = LogMapping.Map(Log(AttributeValue.From("it broke"), ("fabrik.run_id", "r-2"), ("gen_ai.agent.name", "bot")), ScopeKeys.Default);
        Assert.Equal(("r-2", "bot", "prod", "api"), (entry.Run?.Value, entry.Agent, entry.Env, entry.Service));
        Assert.Equal(("00000000000000ab", "it broke", 17), (entry.SpanId, entry.Body, entry.SeverityNumber));
        Assert.Equal("""{"fabrik.run_id":"r-2","gen_ai.agent.name":"bot"}""", Encoding.UTF8.GetString(entry.Attributes.Span));
        Assert.Equal("r-1", LogMapping.Map(Log(default), ScopeKeys.Default).Run?.Value);
    }

    [Fact]
    public void A_structured_body_is_compact_JSON()
    {
        var body = AttributeValue.From(Some.Attributes(("a", 1), ("b", "x")));
        Assert.Equal("""{"a":1,"b":"x"}""", LogMapping.Map(Log(body), ScopeKeys.Default).Body);
        Assert.Equal("", LogMapping.Map(Log(default), ScopeKeys.Default).Body);
        Assert.Equal("7", LogMapping.Map(Log(AttributeValue.From(7L)), ScopeKeys.Default).Body);
    }

    [Fact]
    public void Aliases_can_be_changed()
    {
        var keys = new ScopeKeys { RunId = ["load.id"], Env = ["stage"] };
        var entry = LogMapping.Map(Log(default, ("load.id", "k6-1"), ("stage", "beta")), keys);
        Assert.Equal(("k6-1", "beta"), (entry.Run?.Value, entry.Env));
    }

    [Fact]
    public void A_metric_point_is_scoped_alike()
    {
        var point = new MetricPoint
        {
            Name = "http.server.request.duration",
            Kind = MetricKind.Histogram,
            Time = Some.At(1),
            Attributes = Some.Attributes(("test.run_id", "r-3"), ("http.route", "/")),
            Resource = Some.Resource(("service.name", "api"), ("agent", "bot"), ("env", "ci")),
            Scope = InstrumentationScope.Empty,
        };
        var entry = MetricMapping.Map(point, ScopeKeys.Default);
        Assert.Equal(("r-3", "bot", "ci", "api"), (entry.Run?.Value, entry.Agent, entry.Env, entry.Service));
        Assert.Equal("""{"test.run_id":"r-3","http.route":"/"}""", Encoding.UTF8.GetString(entry.Attributes.Span));
    }
}
