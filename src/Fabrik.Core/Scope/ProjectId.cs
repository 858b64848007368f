using System.Diagnostics.CodeAnalysis;

namespace Fabrik.Core.Scope;

/// <summary>A namespace inside a tenant: a slug of 1 to 63 characters, <c>[a-z0-9][a-z0-9-]*</c>, that never changes.</summary>
public readonly record struct ProjectId : IComparable<ProjectId>
{
    private const int MaxLength = 63;
    private readonly string? _value;

    private ProjectId(string value) => _value = value;

    public static ProjectId Default { get; } = new("default");

    public string Value => _value ?? throw new InvalidOperationException("An uninitialised ProjectId names nothing.");

    public static ProjectId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a project id: expected [a-z0-9][a-z0-9-]{{0,62}}.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ProjectId id)
    {
        id = default;
        if (text is null || text.Length is 0 or > MaxLength || text[0] == '-') return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        }

        id = new ProjectId(text);
        return true;
    }

    public int CompareTo(ProjectId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";
}
