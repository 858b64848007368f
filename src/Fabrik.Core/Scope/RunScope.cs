namespace Fabrik.Core.Scope;

/// <summary>What a question is asked about: one run, or a service in a window; narrowed by agent and environment.</summary>
/// <param name="Run">The run; null only where the caller allowed an unscoped question.</param>
/// <param name="Service"><c>service.name</c>, or null for any.</param>
public sealed record RunScope(RunId? Run, string? Service = null, string? Agent = null, string? Env = null);
