using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config;

/// <summary>One thing wrong with a file that a person wrote, and what to do about it.</summary>
/// <param name="Code">Stable, e.g. <c>config.unknown_key</c>; see <see cref="DiagnosticCode"/>.</param>
/// <param name="Length">UTF-16 units on the location's line; at least 1.</param>
/// <param name="Message">What is wrong, as a sentence without its full stop.</param>
/// <param name="Expected">What would be right, e.g. <c>expected one of p50, p95</c>; null where the message says it.</param>
/// <param name="Help">What to do, e.g. <c>did you mean `p95`?</c>; null for nothing to add.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceLocation Location, int Length, string Message, string? Expected, string? Help);
