namespace Fabrik.Core.Redaction;

/// <summary>What a project adds to, or takes from, the built-in rules. Keys match in any spelling: case, '-', '_', '.' and camelCase don't count.</summary>
public sealed record RedactionRules
{
    public static RedactionRules Default { get; } = new();

    /// <summary>Further keys whose values are secrets, e.g. <c>loyalty_number</c>; as a whole key or as its last words.</summary>
    public IReadOnlyList<string> DeniedKeys { get; init; } = [];

    /// <summary>Keys whose values are not secret by their key; what is in the values is still looked at.</summary>
    public IReadOnlyList<string> AllowedKeys { get; init; } = [];
}
