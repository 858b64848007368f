using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;

namespace Fabrik.Telemetry.Mapping;

/// <summary>What the spans of one trace say together about their run.</summary>
internal sealed class RunFactsReading(SpanReading reading, ScopeKeys keys, Func<string, string>? pseudonym)
{
    private const int MaxTags = 32;
    private const int MaxTagName = 64;

    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);

    /// <param name="root">The agent's root, whose word counts before that of the others; null when it is not among them.</param>
    public RunFacts Of(IReadOnlyList<MappedSpan> spans, MappedSpan? root)
    {
        var top = root ?? spans.FirstOrDefault(s => s.Span.ParentSpanId is null);
        var ordered = spans.OrderBy(s => s == top ? 0 : 1).ThenBy(s => s.Span.StartedAt).ThenBy(s => s.Span.SpanId).Select(s => s.Clues).ToList();
        var user = First(ordered, c => c.User);
        return new RunFacts
        {
            Name = First(ordered, c => c.RunName) ?? root?.Step.Name,
            Service = First(ordered, c => c.Service),
            Agent = First(ordered, c => c.Agent),
            AgentVersion = First(ordered, c => c.AgentVersion),
            Env = First(ordered, c => c.Env),
            Release = First(ordered, c => c.Release),
            SessionId = First(ordered, c => c.SessionId),
            UserHash = user is null || pseudonym is null ? null : Pseudonym(user),
            Tags = Tags(spans, top),
        };
    }

    private static string? First(List<RunClues> clues, Func<RunClues, string?> clue)
    {
        foreach (var of in clues)
        {
            if (clue(of) is { } text) return text;
        }

        return null;
    }

    private string Pseudonym(string user)
    {
        if (!_pseudonyms.TryGetValue(user, out var hash)) _pseudonyms[user] = hash = pseudonym!(user);
        return hash;
    }

    private SortedDictionary<string, string> Tags(IReadOnlyList<MappedSpan> spans, MappedSpan? top)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var span in spans)
        {
            var isTop = span == top;
            if (!isTop && !span.Clues.TellsOfRun) continue;
            reading.Read(span.Span);
            AddLabels(tags, DialectField.RunTags);
            if (isTop) AddLabels(tags, DialectField.Tags);
            AddFacts(tags, MetadataReading.Of(reading, runOnly: !isTop));
        }

        return tags;
    }

    // A label is a tag that is simply there.
    private void AddLabels(SortedDictionary<string, string> tags, DialectField field)
    {
        if (reading.Peek(field) is not { } labels) return;
        var names = labels.Json is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!)
            : labels.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            if (!IsOwnColumn(name)) Add(tags, name, "true");
        }
    }

    private void AddFacts(SortedDictionary<string, string> tags, MetadataReading metadata)
    {
        foreach (var (key, value) in metadata.Facts)
        {
            if (!IsOwnColumn(key)) Add(tags, key, value);
        }
    }

    // What frameworks write for themselves, and what has a column of its own.
    private bool IsOwnColumn(string key) =>
        Array.Exists(PlainDialect.MetadataNoise, n => key.StartsWith(n, StringComparison.Ordinal))
        || PlainDialect.MetadataSession.Contains(key) || PlainDialect.MetadataUser.Contains(key) || keys.RunId.Contains(key);

    private static void Add(SortedDictionary<string, string> tags, string name, string value)
    {
        if (tags.Count >= MaxTags || PlainText.OneLine(name, MaxTagName) is not { } key) return;
        tags.TryAdd(key, PlainText.OneLine(value, PlainText.MaxIdentifier) ?? "");
    }
}
