namespace Fabrik.Core.Redaction.Detectors;

/// <summary>What keeps a vendor's prefix from matching ordinary words.</summary>
internal enum KeyShape
{
    /// <summary>The prefix alone is telling.</summary>
    Any,

    /// <summary>Upper-case letters and digits only: AWS key ids.</summary>
    UpperAndDigits,

    /// <summary>At a word's start, and one stretch of at least 16 letters and digits with a digit in it: not <c>sk-learn</c>, not <c>task-…</c>.</summary>
    Random,

    /// <summary>A JWT: a dot and a second part follow.</summary>
    Jwt,
}
