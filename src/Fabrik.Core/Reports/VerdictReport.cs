using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>What every report writer gets. Its texts may be foreign: each writer escapes for its own format.</summary>
/// <param name="Title">What was done, e.g. <c>Lint</c>.</param>
/// <param name="Subject">What it was done to, e.g. a run id.</param>
/// <param name="Signals">How complete the evidence was.</param>
/// <param name="Facts">In the order to be shown.</param>
public sealed record VerdictReport(
    string Title, string Subject, Verdict Verdict, IReadOnlyList<SignalState> Signals, IReadOnlyList<ReportFact> Facts);
