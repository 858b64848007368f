namespace Fabrik.Core.Verdicts;

/// <summary>How much a finding weighs. Only <see cref="Error"/> fails a gate by itself.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
