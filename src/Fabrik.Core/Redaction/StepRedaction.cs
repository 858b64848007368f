using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;

namespace Fabrik.Core.Redaction;

/// <summary>
/// Redacts evidence before it is stored. Fails closed: what can't be redacted is not kept, and the payload says so. Never throws.
/// Ids of steps, runs, traces and calls are identifiers and stay.
/// </summary>
public static class StepRedaction
{
    private const int LongestCutWord = 64;

    /// <summary>
    /// Redacts payload, name, previews, error, model, tool and all other texts of a step. <see cref="Step.Redactions"/> grows by what was
    /// replaced; previews repeat the payload and are not counted.
    /// </summary>
    public static Step Apply(Step step, Redactor redactor)
    {
        try
        {
            return Redacted(step, redactor);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return MetadataOnly(step, e, redactor);
        }
    }

    /// <summary>Redacts names and tags; <see cref="RunFacts.UserHash"/> becomes a pseudonym where it is none yet.</summary>
    public static RunFacts Apply(RunFacts facts, Redactor redactor)
    {
        var ignored = 0;
        try
        {
            return facts with
            {
                Name = Optional(facts.Name, redactor, ref ignored),
                Service = Optional(facts.Service, redactor, ref ignored),
                Agent = Optional(facts.Agent, redactor, ref ignored),
                AgentVersion = Id(facts.AgentVersion, redactor, ref ignored),
                Env = Optional(facts.Env, redactor, ref ignored),
                Release = Id(facts.Release, redactor, ref ignored),
                SessionId = Id(facts.SessionId, redactor, ref ignored),
                UserHash = facts.UserHash is null ? null : redactor.Pseudonym(facts.UserHash),
                Tags = Tags(facts.Tags, redactor, ref ignored),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return RunFacts.None;
        }
    }

    /// <summary>Redacts a text of a log line or a declaration; null stays null, and a text that can't be redacted becomes <c>[redaction failed]</c>.</summary>
    public static string? Text(string? text, Redactor redactor)
    {
        var ignored = 0;
        try
        {
            return Optional(text, redactor, ref ignored);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return "[redaction failed]";
        }
    }

    /// <summary>Redacts a JSON document; empty stays empty, and what can't be redacted becomes <c>{"redaction_failed": …}</c>.</summary>
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> json, Redactor redactor)
    {
        var ignored = 0;
        try
        {
            return Document(json, redactor, ref ignored);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(e);
        }
    }

    private static Step Redacted(Step step, Redactor redactor)
    {
        var (replaced, ignored) = (0, 0);
        return step with
        {
            Payload = Document(step.Payload, redactor, ref replaced),
            Name = redactor.RedactText(step.Name, ref replaced),
            Service = Optional(step.Service, redactor, ref replaced),
            Agent = Optional(step.Agent, redactor, ref replaced),
            Env = Optional(step.Env, redactor, ref replaced),
            Model = Optional(step.Model, redactor, ref replaced),
            RequestModel = Optional(step.RequestModel, redactor, ref replaced),
            Provider = Optional(step.Provider, redactor, ref replaced),
            Tool = Optional(step.Tool, redactor, ref replaced),
            Error = Error(step.Error, redactor, ref replaced),
            Span = Span(step.Span, redactor, ref replaced),
            Cost = step.Cost is { UnknownReason: not null } cost ? cost with { UnknownReason = redactor.RedactText(cost.UnknownReason, ref ignored) } : step.Cost,
            InputPreview = Preview(step.InputPreview, redactor, ref ignored),
            OutputPreview = Preview(step.OutputPreview, redactor, ref ignored),
            Redactions = step.Redactions + replaced,
        };
    }

    private static Step MetadataOnly(Step step, Exception reason, Redactor redactor) => step with
    {
        Payload = Failure(reason),
        Name = WireName.Of(step.Kind),
        Service = Text(step.Service, redactor),
        Agent = Text(step.Agent, redactor),
        Env = Text(step.Env, redactor),
        Model = Text(step.Model, redactor),
        RequestModel = Text(step.RequestModel, redactor),
        Provider = Text(step.Provider, redactor),
        Tool = Text(step.Tool, redactor),
        Error = step.Error is null ? null : new StepError(Text(step.Error.Type, redactor)!, ""),
        Span = step.Span is null ? null : step.Span with { Route = Text(step.Span.Route, redactor), DbSystem = null },
        Cost = step.Cost is null ? null : step.Cost with { UnknownReason = Text(step.Cost.UnknownReason, redactor) },
        InputPreview = null,
        OutputPreview = null,
    };

    private static ReadOnlyMemory<byte> Document(ReadOnlyMemory<byte> json, Redactor redactor, ref int replaced)
    {
        if (json.IsEmpty) return json;
        using var output = new PooledBuffer(json.Length + 256);
        var count = redactor.RedactJson(json.Span, output);
        replaced += count;
        return count == 0 ? json : output.Written.ToArray();
    }

    private static StepError? Error(StepError? error, Redactor redactor, ref int replaced) =>
        error is null ? null : new(redactor.RedactText(error.Type, ref replaced), redactor.RedactText(error.Message, ref replaced));

    private static SpanFacts? Span(SpanFacts? span, Redactor redactor, ref int replaced) => span is null ? null : span with
    {
        Route = Optional(span.Route, redactor, ref replaced),
        DbSystem = Optional(span.DbSystem, redactor, ref replaced),
        ForeignRunId = Id(span.ForeignRunId, redactor, ref replaced),
    };

    private static SortedDictionary<string, string> Tags(IReadOnlyDictionary<string, string> tags, Redactor redactor, ref int replaced)
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var verdict = redactor.Keys.Judge(System.Text.Encoding.UTF8.GetBytes(key));
            result[redactor.RedactText(key, ref replaced)] = verdict.Rule is { } rule && value.Length > 0
                ? redactor.Marker(rule, value)
                : redactor.RedactText(value, verdict.Identifier, ref replaced);
        }

        return result;
    }

    /// <summary>The end of a cut text may be the start of a secret too short to be known as one; so its last word goes, unless it is letters only.</summary>
    private static string? Preview(string? text, Redactor redactor, ref int replaced)
    {
        if (text is null) return null;
        var cut = text.Length >= Step.PreviewLength || text.EndsWith('…');
        var redacted = redactor.RedactText(text, ref replaced);
        return cut ? WithoutCutWord(redacted) : redacted;
    }

    private static string WithoutCutWord(string text)
    {
        var end = text.EndsWith('…') ? text.Length - 1 : text.Length;
        var start = end;
        while (start > 0 && end - start < LongestCutWord && !char.IsWhiteSpace(text[start - 1])) start--;
        var word = text.AsSpan(start, end - start);
        if (word.EndsWith("]", StringComparison.Ordinal) || !word.ContainsAnyExceptLetters()) return text;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is ' ' or '-')) start--;
        return string.Concat(text.AsSpan(0, start).TrimEnd(), "…");
    }

    private static bool ContainsAnyExceptLetters(this ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLetter(c)) return true;
        }

        return false;
    }

    private static string? Optional(string? text, Redactor redactor, ref int replaced) => text is null ? null : redactor.RedactText(text, ref replaced);

    private static string? Id(string? text, Redactor redactor, ref int replaced) => text is null ? null : redactor.RedactText(text, identifier: true, ref replaced);

    /// <summary>Says where and of what kind, never what: a message may quote the document.</summary>
    private static byte[] Failure(Exception reason)
    {
        var text = reason is JsonException json
            ? $"the payload is not a JSON document (line {json.LineNumber + 1}, byte {json.BytePositionInLine})"
            : $"internal error ({reason.GetType().Name})";
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["redaction_failed"] = text });
    }
}
