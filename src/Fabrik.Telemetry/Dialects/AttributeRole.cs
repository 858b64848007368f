namespace Fabrik.Telemetry.Dialects;

/// <summary>One use of one attribute. Of two attributes with the same use, the lower rank counts.</summary>
/// <param name="Field">Set when it tells a field.</param>
/// <param name="Bucket">Set when it is a token count; <paramref name="Usage"/> then says how counts overlap.</param>
/// <param name="Usage">Set for token counts, and for objects that hold them.</param>
/// <param name="Parameter">Set when it is a request parameter: its name.</param>
/// <param name="Quoted">True when a string value is JSON text of a string.</param>
internal sealed record AttributeRole(
    int Rank, DialectField? Field = null, UsageBucket? Bucket = null, UsageRule? Usage = null, string? Parameter = null, bool Quoted = false);
