using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config.Diagnostics;

/// <summary>Collects what is wrong with one source.</summary>
internal sealed class DiagnosticBag(ConfigSource source)
{
    private readonly HashSet<Diagnostic> _found = [];

    public bool HasErrors { get; private set; }

    public void Error(string code, TextSpan span, string message, string? expected = null, string? help = null) =>
        Add(code, Severity.Error, span, message, expected, help);

    public void Add(string code, Severity severity, TextSpan span, string message, string? expected = null, string? help = null)
    {
        // A value that an alias repeats is wrong once.
        _found.Add(new(code, severity, source.Locate(span.Start), Math.Max(1, span.Length), message, expected, help));
        HasErrors |= severity == Severity.Error;
    }

    /// <summary>By position, then by code and message.</summary>
    public IReadOnlyList<Diagnostic> Sorted() =>
    [
        .. _found.OrderBy(d => d.Location.Line).ThenBy(d => d.Location.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Message, StringComparer.Ordinal),
    ];
}
