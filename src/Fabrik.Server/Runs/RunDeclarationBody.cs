using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;

namespace Fabrik.Server.Runs;

/// <summary>What <c>POST /v1/runs</c> says; ids and times it leaves out are null.</summary>
internal sealed record RunDeclarationBody(RunId? Run, UnixTime? StartedAt, RunFacts Facts)
{
    public const int MaxTags = 64;
    public const int MaxTagKey = 128;
    private const string Keys = "run_id, name, service, agent, agent_version, env, release, session_id, started_at, tags";

    /// <param name="body">UTF-8.</param>
    public static IReadOnlyList<FieldError> Read(ReadOnlySpan<byte> body, out RunDeclarationBody declaration)
    {
        List<FieldError> errors = [];
        declaration = new RunDeclarationBody(null, null, RunFacts.None);
        var reader = new BodyReader(body, errors);
        try
        {
            reader.Read();
            if (reader.IsObject()) declaration = ReadRoot(ref reader);
            reader.Read();
        }
        catch (JsonException fault)
        {
            errors.Add(BodyReader.Malformed(fault));
        }

        return errors;
    }

    private static RunDeclarationBody ReadRoot(ref BodyReader reader)
    {
        RunId? run = null;
        UnixTime? startedAt = null;
        var facts = RunFacts.None;
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            var key = reader.ShownName();
            reader.Path = new BodyPath { Field = key };
            reader.Read();
            if (!seen.Add(key))
            {
                reader.Refuse("is there twice");
                continue;
            }

            switch (key)
            {
                case "run_id": run = Id(ref reader); break;
                case "started_at": startedAt = reader.Time(); break;
                case "name": facts = facts with { Name = Text(ref reader) }; break;
                case "service": facts = facts with { Service = Text(ref reader) }; break;
                case "agent": facts = facts with { Agent = Text(ref reader) }; break;
                case "agent_version": facts = facts with { AgentVersion = Text(ref reader) }; break;
                case "env": facts = facts with { Env = Text(ref reader) }; break;
                case "release": facts = facts with { Release = Text(ref reader) }; break;
                case "session_id": facts = facts with { SessionId = Text(ref reader) }; break;
                case "tags": facts = facts with { Tags = Tags(ref reader) }; break;
                default: reader.Refuse("is not a key of this body; expected " + Keys); break;
            }
        }

        reader.Path = new BodyPath();
        return new RunDeclarationBody(run, startedAt, facts);
    }

    private static string? Text(ref BodyReader reader) => reader.Text(StepReader.MaxTextLength);

    private static RunId? Id(ref BodyReader reader)
    {
        var faults = reader.ErrorCount;
        var text = reader.Text(int.MaxValue);
        if (text is null) return null;
        if (RunId.TryParse(text, out var id)) return id;
        if (reader.ErrorCount == faults) reader.Fail(RunRoute.IdRule);
        return null;
    }

    private static SortedDictionary<string, string> Tags(ref BodyReader reader)
    {
        SortedDictionary<string, string> tags = new(StringComparer.Ordinal);
        if (!reader.IsObject(orNull: true)) return tags;
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            reader.Path.Inner = null;
            var key = reader.Text(MaxTagKey);
            reader.Path.Inner = reader.ShownName();
            reader.Read();
            if (key is null) reader.Skip();
            else if (key.Length == 0 || key.Contains('=', StringComparison.Ordinal))
                reader.Refuse("is not a tag key: expected 1 to 128 characters other than '='");
            else if (reader.IsNull) reader.Fail("expected a string");
            else if (reader.Text(StepReader.MaxTextLength) is { } value && !tags.TryAdd(key, value)) reader.Fail("is there twice");
        }

        reader.Path.Inner = null;
        if (tags.Count > MaxTags) reader.Fail($"has {tags.Count} tags; at most {MaxTags} are allowed");
        return tags;
    }
}
