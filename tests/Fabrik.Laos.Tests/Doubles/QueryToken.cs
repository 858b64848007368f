namespace Fabrik.Laos.Tests.Doubles;

internal enum QueryTokenKind
{
    Word,
    Text,
    Number,
    Sign,
    End,
}

/// <param name="Value">A text without its quotes and escapes; all else as written.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Value);
