using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The line of text that stands for a step's input and output in lists.</summary>
internal sealed class StepPreview
{
    // Only the first part of a long text can show; the rest need not be built.
    private const int Enough = 4 * Step.PreviewLength;

    public StepPreview(StepMessages messages, StepKind kind)
    {
        if (kind == StepKind.Span) return;
        Input = PlainText.Preview(Shorten(Asked(messages.Sent) ?? InputText(messages.Input, kind)));
        Output = PlainText.Preview(Shorten(Said(messages.Answered) ?? OutputText(messages.Output)));
    }

    public string? Input { get; }

    public string? Output { get; }

    /// <summary>The call that a tool's answer names, where its span does not.</summary>
    public string? ToolCallId { get; private set; }

    private static string? InputText(Content? content, StepKind kind) =>
        content is { } input ? (kind == StepKind.Tool ? null : Asked(MessagesIn(input, "user"))) ?? input.Text : null;

    private string? OutputText(Content? content)
    {
        if (content is not { } output) return null;
        var messages = MessagesIn(output, "assistant");
        ToolCallId = PlainText.OneLine(messages.LastOrDefault()?.ToolCallId, PlainText.MaxIdentifier);
        return Said(messages) ?? output.Text;
    }

    private static List<ChatMessage> MessagesIn(Content content, string role)
    {
        var messages = new List<ChatMessage>();
        if (content.Json is { } json) MessageReader.TryRead(json, role, messages);
        return messages;
    }

    // The last thing a person asked, else the last that was sent.
    private static string? Asked(List<ChatMessage> messages) => messages.Count == 0 ? null : (messages.FindLast(m => m.Role == "user") ?? messages[^1]).Text;

    private static string? Said(List<ChatMessage> messages)
    {
        if (messages.Count == 0) return null;
        var last = messages[^1];
        if (last.Text is { Length: > 0 } text || last.ToolCalls.Count == 0) return last.Text;
        return string.Join(", ", last.ToolCalls.Select(c => $"{c.Name}({Shorten(c.ArgumentsText)})"));
    }

    private static string? Shorten(string? text) => text?.Length > Enough ? text[..Enough] : text;
}
