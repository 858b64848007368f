using System.Diagnostics.CodeAnalysis;
using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Collection;

/// <summary>Takes secrets out of what foreign backends told, before any of it is judged, printed or kept.</summary>
public sealed class EvidenceRedaction(Redactor redactor)
{
    public RunEvidence Apply(RunEvidence evidence) => evidence with
    {
        Spans = [.. evidence.Spans.Select(s => s with { Name = Text(s.Name), Route = Text(s.Route), Error = Error(s.Error) })],
        Errors = evidence.Errors is null ? null : [.. evidence.Errors.Select(e => e with { Title = Text(e.Title), Culprit = Text(e.Culprit) })],
        Notes = [.. evidence.Notes.Select(n => Text(n))],
    };

    [return: NotNullIfNotNull(nameof(text))]
    public string? Text(string? text) => StepRedaction.Text(text, redactor)!;

    private StepError? Error(StepError? error) => error is null ? null : new StepError(Text(error.Type), Text(error.Message));
}
