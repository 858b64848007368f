using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs;

namespace Fabrik.Server.Verdicts;

/// <summary>Reads the head of a lint report (<c>reports/lint.json</c>): pure, every fault at once. What it does not know it lets pass.</summary>
internal sealed class LintHead
{
    private const int MaxSummary = 2000;
    private const int MaxName = 500;

    private readonly List<FieldError> _errors;

    private LintHead(List<FieldError> errors) => _errors = errors;

    /// <param name="report">JSON.</param>
    /// <returns>Null where there are errors.</returns>
    public static ReportHead? Read(ReadOnlyMemory<byte> report, List<FieldError> errors)
    {
        using var document = JsonDocument.Parse(report, new JsonDocumentOptions { MaxDepth = BodyReader.MaxDepth });
        var before = errors.Count;
        var head = new LintHead(errors).Read(document.RootElement);
        return errors.Count == before ? head : null;
    }

    private ReportHead? Read(JsonElement report)
    {
        if (report.ValueKind != JsonValueKind.Object)
        {
            Fail("report", "expected an object");
            return null;
        }

        var violations = Items(report, "violations");
        return new ReportHead(
            Status(report),
            Required(report, "summary", MaxSummary),
            Run(report),
            Text(report, "service", MaxName),
            Text(report, "agent", MaxName),
            Text(report, "env", MaxName),
            CreatedAt(report),
            Fingerprint(report, "load") ?? Fingerprint(report, "comparison"),
            LintHeadline.Of(violations, Items(report, "not_evaluated")));
    }

    private VerdictStatus Status(JsonElement report)
    {
        var word = Text(report, "verdict", MaxName);
        if (WireName.TryParse<VerdictStatus>(word, out var status)) return status;
        Fail("report.verdict", $"expected one of {string.Join(", ", WireName.All<VerdictStatus>())}");
        return default;
    }

    private RunId? Run(JsonElement report)
    {
        if (Text(report, "run_id", MaxName) is not { } text) return null;
        if (RunId.TryParse(text, out var run)) return run;
        Fail("report.run_id", RunRoute.IdRule);
        return null;
    }

    private UnixTime? CreatedAt(JsonElement report)
    {
        if (!TryMember(report, "meta", JsonValueKind.Object, out var meta) || Text(meta, "created_at", MaxName, "report.meta") is not { } text) return null;
        if (UnixTime.TryParse(text, out var time)) return time;
        Fail("report.meta.created_at", "expected a time as RFC 3339, such as 2026-02-11T10:15:00Z");
        return null;
    }

    // It is compared and looked up as it is, so it must be a name and can't be a secret's hiding place.
    private string? Fingerprint(JsonElement report, string part)
    {
        if (!TryMember(report, part, JsonValueKind.Object, out var inner) || Text(inner, "fingerprint", MaxName, $"report.{part}") is not { } text) return null;
        if (RunId.TryParse(text, out _)) return text;
        Fail($"report.{part}.fingerprint", RunRoute.IdRule);
        return null;
    }

    private string Required(JsonElement report, string key, int max)
    {
        var text = Text(report, key, max);
        if (text is null && !_errors.Exists(e => e.Path == $"report.{key}")) Fail($"report.{key}", "is missing");
        return text ?? "";
    }

    private string? Text(JsonElement parent, string key, int max, string path = "report")
    {
        if (!TryMember(parent, key, JsonValueKind.String, out var value, path)) return null;
        try
        {
            if (value.GetString() is { } text && text.Length <= max) return text;
            Fail($"{path}.{key}", $"is longer than the {max} characters that are allowed");
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates in escapes.
            Fail($"{path}.{key}", "is not valid Unicode text");
        }

        return null;
    }

    private JsonElement[] Items(JsonElement report, string key) =>
        TryMember(report, key, JsonValueKind.Array, out var list) ? [.. list.EnumerateArray()] : [];

    private bool TryMember(JsonElement parent, string key, JsonValueKind kind, out JsonElement value, string path = "report")
    {
        if (!parent.TryGetProperty(key, out value) || value.ValueKind == JsonValueKind.Null) return false;
        if (value.ValueKind == kind) return true;
        Fail($"{path}.{key}", kind switch
        {
            JsonValueKind.Object => "expected an object",
            JsonValueKind.Array => "expected a list",
            _ => "expected a string",
        });
        return false;
    }

    private void Fail(string path, string message) => _errors.Add(new FieldError(path, message));
}
