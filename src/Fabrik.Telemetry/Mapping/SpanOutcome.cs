using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>How a span ended, and why.</summary>
/// <param name="Detail">The exception behind any status but ok; null when none was told.</param>
/// <param name="Pauses">True when the interruption waits for a person: it ends the run as interrupted.</param>
internal sealed record SpanOutcome(StepStatus Status, ErrorText? Detail, bool Pauses)
{
    // LangGraph's control flow, thrown as exceptions: a pause for a person, or a hand-over to the parent graph.
    private static readonly string[] Pausing = ["GraphInterrupt", "NodeInterrupt", "GraphBubbleUp"];
    private const string HandOver = "ParentCommand";

    private static readonly string[] Cancellations =
    [
        "AbortError", "APIUserAbortError", "OperationCanceledException", "TaskCanceledException", "CancelledError", "CanceledError",
        "CancellationError", "cancelled", "canceled", "CANCELLED",
    ];

    // The model declined; the call itself worked.
    private static readonly string[] Refusals = ["content_filter", "content_policy_violation", "refusal", "ContentFilterFinishReasonError"];

    private static readonly SpanOutcome Ok = new(StepStatus.Ok, null, false);

    /// <summary>The step's error; null unless it failed.</summary>
    public StepError? ToError()
    {
        if (Status != StepStatus.Error) return null;
        var type = PlainText.OneLine(Detail?.Type, PlainText.MaxIdentifier) ?? "error";
        return new StepError(type, PlainText.Preview(Detail?.Message) ?? "");
    }

    /// <param name="paused">True when the span's output holds interrupts, as that of a paused graph does.</param>
    public static SpanOutcome Of(SpanReading reading, bool paused)
    {
        var span = reading.Span;
        var exception = LastException(span);
        var failed = span.Status == SpanStatusCode.Error || reading.Has(DialectField.ErrorType)
            || string.Equals(reading.Text(DialectField.Level), "ERROR", StringComparison.OrdinalIgnoreCase);
        if (!failed && paused) return new SpanOutcome(StepStatus.Interrupted, null, Pauses: true);
        if (!failed && exception is null) return Ok;

        var detail = Describe(reading, exception);
        if (detail.Type is { } type)
        {
            if (Pausing.Contains(type)) return new SpanOutcome(StepStatus.Interrupted, detail, Pauses: true);
            if (type == HandOver) return new SpanOutcome(StepStatus.Interrupted, detail, Pauses: false);
            if (failed && Cancellations.Contains(type)) return new SpanOutcome(StepStatus.Cancelled, detail, Pauses: false);
            if (failed && Refusals.Contains(type)) return new SpanOutcome(StepStatus.Ok, detail, Pauses: false);
        }

        // An exception on a span that did not fail was handled; it stays among the events.
        return failed ? new SpanOutcome(StepStatus.Error, detail, Pauses: false) : Ok;
    }

    private static SpanEvent? LastException(SpanRecord span)
    {
        for (var i = span.Events.Count - 1; i >= 0; i--)
        {
            if (span.Events[i].Name is PlainDialect.ExceptionEvent or PlainDialect.GenAiExceptionEvent) return span.Events[i];
        }

        return null;
    }

    private static ErrorText Describe(SpanReading reading, SpanEvent? exception)
    {
        var told = exception?.Attributes.Text(PlainDialect.ExceptionType);
        var message = exception?.Attributes.Text(PlainDialect.ExceptionMessage)
            ?? (reading.Span.StatusMessage.Length > 0 ? reading.Span.StatusMessage : reading.Text(DialectField.StatusMessage, PlainText.MaxName))
            ?? "";
        var split = ErrorText.Split(message);

        // "Error" alone says nothing that the text itself does not say better.
        var type = told is null or "Error" or "Exception" ? split.Type ?? told : told;
        var code = reading.Text(DialectField.ErrorType);
        if (code is not null && (type is null || !IsControlFlow(ErrorText.ShortType(type)))) type = code is "_OTHER" ? type ?? code : code;
        return new ErrorText(
            type is null ? null : ErrorText.ShortType(type), split.Message, exception?.Attributes.Text(PlainDialect.ExceptionStack) ?? split.Stack);
    }

    private static bool IsControlFlow(string type) => type == HandOver || Pausing.Contains(type);
}
