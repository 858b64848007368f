using System.Buffers;

namespace Fabrik.Core.Scope;

/// <summary>The one character set of run and step ids: <c>[A-Za-z0-9][A-Za-z0-9._:-]{0,127}</c>.</summary>
internal static class IdentifierText
{
    public const int MaxLength = 128;
    public const string Pattern = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(Allowed);
}
