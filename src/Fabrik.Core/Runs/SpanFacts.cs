using Fabrik.Core.Scope;

namespace Fabrik.Core.Runs;

/// <summary>What a step that came as a span keeps of it in columns, for the judges: everything else is in the payload.</summary>
public sealed record SpanFacts
{
    public required TraceId Trace { get; init; }

    public required SpanKind Kind { get; init; }

    /// <summary><c>http.route</c>, else the RPC method, else null.</summary>
    public string? Route { get; init; }

    /// <summary><c>db.system.name</c> or the older <c>db.system</c>: present on database spans only.</summary>
    public string? DbSystem { get; init; }

    public int? HttpStatus { get; init; }

    /// <summary>The run ids other than this run's that the span named, for the contamination check; null for none.</summary>
    public string? ForeignRunId { get; init; }
}
