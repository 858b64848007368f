using System.Buffers;
using System.IO.Enumeration;

namespace Fabrik.Telemetry.Pricing;

/// <summary>A model's name, or a pattern in which <c>*</c> stands for any text and <c>?</c> for one character. Case counts for nothing.</summary>
internal sealed class ModelPattern(string text)
{
    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?");

    // What stands before the first wildcard decides most comparisons.
    private readonly int _literal = text.AsSpan().IndexOfAny(Wildcards);

    public bool Matches(string model) => _literal < 0
        ? string.Equals(text, model, StringComparison.OrdinalIgnoreCase)
        : model.AsSpan().StartsWith(text.AsSpan(0, _literal), StringComparison.OrdinalIgnoreCase)
            && FileSystemName.MatchesSimpleExpression(text, model, ignoreCase: true);
}
