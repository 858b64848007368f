using System.Diagnostics.CodeAnalysis;

namespace Fabrik.Core.Scope;

/// <summary>Names one step of a run; same characters as <see cref="RunId"/>. An OTLP step's id is its span id in hex.</summary>
public readonly record struct StepId : IComparable<StepId>
{
    private readonly string? _value;

    private StepId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("An uninitialised StepId names nothing.");

    public static StepId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a step id: expected {IdentifierText.Pattern}.");

    public static bool TryParse([NotNullWhen(true)] string? text, out StepId id)
    {
        var ok = text is not null && IdentifierText.IsValid(text);
        id = ok ? new StepId(text!) : default;
        return ok;
    }

    public int CompareTo(StepId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";
}
