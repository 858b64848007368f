using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>What one span says about the run it belongs to.</summary>
internal sealed record RunClues
{
    public string? RunName { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? AgentVersion { get; init; }

    public string? Env { get; init; }

    public string? Release { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Never leaves the mapping but as a pseudonym.</summary>
    public string? User { get; init; }

    /// <summary>True when it carries facts or labels about the whole run.</summary>
    public bool TellsOfRun { get; init; }

    public static RunClues Of(SpanReading reading, MetadataReading metadata, ScopeKeys keys)
    {
        var resource = reading.Span.Resource.Attributes;
        return new RunClues
        {
            RunName = reading.Text(DialectField.RunName, PlainText.MaxName),
            Service = PlainText.OneLine(reading.Span.Resource.Service, PlainText.MaxIdentifier),
            Agent = First(reading.Span.Attributes, keys.Agent) ?? reading.Text(DialectField.Agent) ?? First(resource, keys.Agent),
            AgentVersion = reading.Text(DialectField.AgentVersion),
            Env = First(reading.Span.Attributes, keys.Env) ?? reading.Text(DialectField.Env)
                ?? First(resource, keys.Env) ?? First(resource, DialectTable.KeysOf(DialectField.Env)),
            Release = reading.Text(DialectField.Release) ?? First(resource, DialectTable.KeysOf(DialectField.Release)),
            SessionId = reading.Text(DialectField.Session) ?? PlainText.OneLine(metadata.FirstText(PlainDialect.MetadataSession), PlainText.MaxIdentifier),
            TellsOfRun = reading.RunMetadata.Count > 0 || reading.Has(DialectField.RunMetadata) || reading.Has(DialectField.RunTags),
            User = reading.Text(DialectField.User) ?? PlainText.OneLine(metadata.FirstText(PlainDialect.MetadataUser), PlainText.MaxIdentifier),
        };
    }

    public static string? First(AttributeMap attributes, IReadOnlyList<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (PlainText.OneLine(attributes.Text(keys[i]), PlainText.MaxIdentifier) is { } text) return text;
        }

        return null;
    }
}
