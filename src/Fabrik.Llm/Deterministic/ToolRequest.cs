namespace Fabrik.Llm.Deterministic;

/// <param name="Id">Stable for the same conversation and position.</param>
/// <param name="Arguments">A JSON object as text.</param>
public sealed record ToolRequest(string Id, string Tool, string Arguments);
