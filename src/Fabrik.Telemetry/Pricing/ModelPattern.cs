using System.IO.Enumeration;

namespace Fabrik.Telemetry.Pricing;

/// <summary>A model's name, or a pattern in which <c>*</c> stands for any text and <c>?</c> for one character. Case counts for nothing.</summary>
internal readonly record struct ModelPattern(string Text)
{
    public bool Matches(string model) => FileSystemName.MatchesSimpleExpression(Text, model, ignoreCase: true);
}
