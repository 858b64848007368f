using Fabrik.Core.Redaction;
using Fabrik.Core.Time;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts;

/// <summary>A verdict as it is kept: read off its report, redacted.</summary>
public static class VerdictForm
{
    /// <summary>For who writes to the store himself instead of asking a server to.</summary>
    /// <param name="body">As <c>POST /v1/verdicts</c> takes it, UTF-8.</param>
    /// <exception cref="FormatException">The body is not one that the server would take.</exception>
    public static StoredVerdict Of(ReadOnlySpan<byte> body, Redactor redactor, UnixTime now)
    {
        var errors = VerdictBody.Read(body, out var asked);
        return asked is null ? throw new FormatException(string.Join("; ", errors.Select(e => $"{e.Path} {e.Message}"))) : Of(asked, redactor, now);
    }

    internal static StoredVerdict Of(VerdictBody asked, Redactor redactor, UnixTime now)
    {
        var report = StepRedaction.Json(asked.Report, redactor);
        return new StoredVerdict
        {
            Id = asked.Id ?? VerdictId.Of(asked.Kind, asked.Run, report.Span),
            Kind = asked.Kind,
            Run = asked.Run,
            Service = StepRedaction.Text(asked.Head.Service, redactor),
            Agent = StepRedaction.Text(asked.Head.Agent, redactor),
            Env = StepRedaction.Text(asked.Head.Env, redactor),
            Status = asked.Head.Status,
            Summary = StepRedaction.Text(asked.Head.Summary, redactor)!,
            CreatedAt = asked.Head.CreatedAt ?? now,
            Fingerprint = asked.Head.Fingerprint,
            Headline = StepRedaction.Text(asked.Head.Headline, redactor),
            Report = report,
        };
    }
}
