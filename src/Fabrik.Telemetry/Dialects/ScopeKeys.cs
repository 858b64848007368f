namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// Attribute names that scope evidence: which run, which agent, which environment. Asked in their order, on the span or
/// record first, then in its metadata, then on the resource. W3C baggage that an SDK copies onto spans arrives under the same names.
/// </summary>
public sealed record ScopeKeys
{
    public static ScopeKeys Default { get; } = new();

    /// <summary>A value that is no run id (see <c>RunId</c>) names no run.</summary>
    public IReadOnlyList<string> RunId { get; init; } =
        ["agentgov.run.id", "fabrik.run_id", "fabrik.run.id", "run_id", "run.id", "test.run_id", "baggage.run_id"];

    public IReadOnlyList<string> Agent { get; init; } = ["fabrik.agent", "agentgov.agent", "gen_ai.agent.name", "agent.name", "agent"];

    public IReadOnlyList<string> Env { get; init; } =
        ["fabrik.env", "agentgov.env", "deployment.environment.name", "deployment.environment", "env"];
}
