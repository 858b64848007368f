using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>Scopes a metric point. Not redacted.</summary>
public static class MetricMapping
{
    public static MetricEntry Map(MetricPoint point, ScopeKeys keys) => new()
    {
        Point = point,
        Service = PlainText.OneLine(point.Resource.Service, PlainText.MaxIdentifier),
        Run = RunNames.Of(point.Attributes, point.Resource, keys).First,
        Agent = RunClues.First(point.Attributes, keys.Agent) ?? RunClues.First(point.Resource.Attributes, keys.Agent),
        Env = RunClues.First(point.Attributes, keys.Env) ?? RunClues.First(point.Resource.Attributes, keys.Env),
        Attributes = AttributeJson.Object(point.Attributes),
    };
}
