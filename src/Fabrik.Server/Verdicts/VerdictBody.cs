using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts;

/// <summary>What <c>POST /v1/verdicts</c> says.</summary>
/// <param name="Id">Null where it is to follow from the rest.</param>
/// <param name="Report">The report as it was sent.</param>
internal sealed record VerdictBody(VerdictId? Id, string Kind, RunId? Run, byte[] Report, ReportHead Head)
{
    private const int MaxIdLength = 200;

    /// <param name="body">UTF-8.</param>
    /// <param name="verdict">Null where there are errors.</param>
    public static IReadOnlyList<FieldError> Read(ReadOnlySpan<byte> body, out VerdictBody? verdict)
    {
        List<FieldError> errors = [];
        verdict = null;
        var reader = new BodyReader(body, errors);
        try
        {
            reader.Read();
            if (reader.IsObject()) verdict = ReadRoot(ref reader, errors);
            reader.Read();
        }
        catch (JsonException fault)
        {
            errors.Add(BodyReader.Malformed(fault));
        }

        if (errors.Count > 0) verdict = null;
        return errors;
    }

    private static VerdictBody? ReadRoot(ref BodyReader reader, List<FieldError> errors)
    {
        var (kind, run, id) = (default(string), default(RunId?), default(VerdictId?));
        var report = default(Range?);
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            var key = reader.ShownName();
            reader.Path = new BodyPath { Field = key };
            reader.Read();
            if (!seen.Add(key)) reader.Refuse("is there twice");
            else if (key == "kind") kind = ReadKind(ref reader);
            else if (key == "run_id") run = ReadRun(ref reader);
            else if (key == "id") id = ReadId(ref reader);
            else if (key == "report") report = reader.Raw();
            else reader.Refuse("is not a key of this body; expected kind, run_id, report, id");
        }

        foreach (var key in (ReadOnlySpan<string>)["kind", "report"])
        {
            reader.Path = new BodyPath { Field = key };
            if (key == "kind" ? kind is null && !seen.Contains(key) : report is null) reader.Fail("is missing");
        }

        reader.Path = new BodyPath();
        if (report is not { } range) return null;
        var bytes = reader.Slice(range).ToArray();
        var head = LintHead.Read(bytes, errors);
        if (head?.Run is { } named && run is { } asked && named != asked) errors.Add(new FieldError("run_id", "is not the run that the report is about"));
        return head is null || kind is null ? null : new VerdictBody(id, kind, run ?? head.Run, bytes, head);
    }

    private static string? ReadKind(ref BodyReader reader)
    {
        var kind = reader.Text(MaxIdLength);
        if (kind is null || VerdictKind.All.Contains(kind)) return kind;
        reader.Fail($"expected one of {string.Join(", ", VerdictKind.All)}");
        return null;
    }

    private static RunId? ReadRun(ref BodyReader reader)
    {
        if (reader.Text(MaxIdLength) is not { } text) return null;
        if (RunId.TryParse(text, out var run)) return run;
        reader.Fail(RunRoute.IdRule);
        return null;
    }

    private static VerdictId? ReadId(ref BodyReader reader)
    {
        if (reader.Text(MaxIdLength) is not { } text) return null;
        if (VerdictId.TryParse(text, out var id)) return id;
        reader.Fail("expected a UUID such as 018f2f6e-8a4c-7c1e-9b55-0a1b2c3d4e5f");
        return null;
    }
}
