using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Telemetry.Mapping;

/// <summary>
/// Turns one span into one step. Looks at nothing but the span, so a span that is sent again, in whatever company, becomes
/// the same step again.
/// </summary>
internal sealed class StepMapping(SpanReading reading, StepPayload payload, PriceBook prices, ScopeKeys keys, string version)
{
    public MappedSpan Map(SpanRecord span)
    {
        reading.Read(span);
        var metadata = MetadataReading.Of(reading);
        var clues = RunClues.Of(reading, metadata, keys);
        var messages = StepMessages.Of(reading);
        var outcome = SpanOutcome.Of(reading, Interrupts.In(messages.Output) is not null);
        var preview = new StepPreview(messages, reading.Kind);
        var step = new Step
        {
            Id = IdOf(span.SpanId),
            ParentId = span.ParentSpanId is { } parent ? IdOf(parent) : null,
            Kind = reading.Kind,
            Name = Name(span),
            Status = outcome.Status,
            StartedAt = span.StartedAt,
            EndedAt = span.EndedAt,
            Service = clues.Service,
            Agent = clues.Agent,
            Env = clues.Env,
            Error = outcome.ToError(),
            InputPreview = preview.Input,
            OutputPreview = preview.Output,
            Span = Facts(span),
            Provenance = $"otlp:{reading.Dialect}@{version}",
            Truncated = span.Truncated,
        };
        if (step.Kind == StepKind.Tool)
            step = step with { Tool = ToolName(span), ToolCallId = reading.Text(DialectField.ToolCallId) ?? preview.ToolCallId };
        if (step.Kind != StepKind.Span) step = WithModel(step, metadata);
        step = step with { Payload = payload.Write(reading, messages, outcome) };
        return new MappedSpan(span, step, RunNames.Of(span.Attributes, metadata, span.Resource, keys), clues, outcome.Pauses);
    }

    private static StepId IdOf(ulong spanId) => StepId.Parse(spanId.ToString("x16", CultureInfo.InvariantCulture));

    private static SpanFacts Facts(SpanRecord span) => new()
    {
        Trace = span.Trace,
        Kind = span.Kind,
        Route = RunClues.First(span.Attributes, PlainDialect.Route),
        DbSystem = RunClues.First(span.Attributes, PlainDialect.DbSystem),
        HttpStatus = PlainDialect.HttpStatus.Select(span.Attributes.Whole).FirstOrDefault(s => s is > 0 and < 1000) is { } status ? (int)status : null,
    };

    private string Name(SpanRecord span) =>
        reading.Text(DialectField.StepName, PlainText.MaxName) ?? PlainText.OneLine(span.Name, PlainText.MaxName) ?? "(unnamed)";

    private string? ToolName(SpanRecord span)
    {
        if (reading.Text(DialectField.ToolName) is { } name) return name;
        // The conventions name such spans "execute_tool NAME" and "tools/call NAME".
        var text = reading.Text(DialectField.StepName) ?? PlainText.OneLine(span.Name, PlainText.MaxIdentifier);
        foreach (var prefix in PlainDialect.ToolSpanPrefixes)
        {
            if (text?.StartsWith(prefix, StringComparison.Ordinal) == true) return text[prefix.Length..];
        }

        return text;
    }

    private Step WithModel(Step step, MetadataReading metadata)
    {
        var isCall = step.Kind is StepKind.Model or StepKind.Embedding;
        var model = reading.Text(DialectField.Model) ?? (isCall ? Told(PlainDialect.MetadataModel) : null);
        var provider = reading.Text(DialectField.Provider) ?? (isCall ? Told(PlainDialect.MetadataProvider) : null);
        if (model is not null || isCall) step = step with { Model = model, RequestModel = reading.Text(DialectField.RequestModel), Provider = provider };

        // Spans above a call repeat its counts: only the call itself counts.
        if (!isCall) return step;
        var usage = reading.Usage;
        return step with { Usage = usage, Cost = prices.Cost(provider, model, usage, step.StartedAt, ReportedCost()) };

        string? Told(string[] names) => PlainText.OneLine(metadata.FirstText(names), PlainText.MaxIdentifier);
    }

    private Usd? ReportedCost()
    {
        if (reading.Peek(DialectField.ReportedCost) is not { } cost) return null;
        if (cost.Json is not { ValueKind: JsonValueKind.Object } parts) return ParseUsd(cost.Text);
        foreach (var name in (ReadOnlySpan<string>)["total", "total_cost"])
        {
            if (parts.TryGetProperty(name, out var total)) return ParseUsd(total.GetRawText());
        }

        var sum = 0m;
        foreach (var part in parts.EnumerateObject())
        {
            if (part.Value.ValueKind != JsonValueKind.Number || !part.Value.TryGetDecimal(out var usd) || Math.Abs(usd) > 1_000_000m) return null;
            sum += usd;
        }

        return Usd.TryFrom(sum, out var result) ? result : null;
    }

    private static Usd? ParseUsd(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var usd) && Usd.TryFrom(usd, out var result) ? result : null;
}
