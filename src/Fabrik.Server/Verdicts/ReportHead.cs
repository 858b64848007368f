using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Server.Verdicts;

/// <summary>What lists show of a report. Not yet redacted.</summary>
/// <param name="CreatedAt">Null where no clock was given to the judge.</param>
internal sealed record ReportHead(
    VerdictStatus Status, string Summary, RunId? Run, string? Service, string? Agent, string? Env, UnixTime? CreatedAt, string? Fingerprint, string? Headline);
