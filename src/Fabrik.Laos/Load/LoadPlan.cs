using Fabrik.Core.Scope;

namespace Fabrik.Laos.Load;

/// <summary>One load test to be run: which run it is, what it aims at and what the user told the tool.</summary>
/// <param name="Scope">Its run id, agent, environment and service; the run must be named.</param>
/// <param name="BaseUrl">Only requests to its host (and subdomains, on the same port) carry the run's headers.</param>
/// <param name="Target">A script's absolute path, <c>-</c> for a script that came through a pipe, or a URL.</param>
/// <param name="Script">The script's bytes; null where there is none, or none on this machine.</param>
/// <param name="Arguments">The user's own, for the tool.</param>
/// <param name="Variables">Of the process that runs the tool.</param>
/// <param name="WorkingDirectory">Absolute.</param>
/// <param name="HostClass">What makes machines comparable, e.g. <c>linux-x64-8cpu</c>.</param>
public sealed record LoadPlan(
    RunScope Scope,
    Uri BaseUrl,
    string Target,
    ReadOnlyMemory<byte>? Script,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Variables,
    string WorkingDirectory,
    string HostClass)
{
    public const string Piped = "-";

    public RunId Run => Scope.Run ?? throw new InvalidOperationException("A load test has a run.");
}
