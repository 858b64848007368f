namespace Fabrik.Core.Config.Nodes;

/// <summary>A value without parts.</summary>
/// <param name="Text">Without quotes and escapes; numbers and words as written.</param>
/// <param name="Interpolated">True when a variable took part: its text then counts as whatever is expected, and is not quoted in errors.</param>
public sealed record ConfigScalar(ConfigScalarKind Kind, string Text, bool Interpolated, TextSpan Span) : ConfigNode(Span);
