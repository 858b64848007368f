using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <summary>What the load tool itself says of the test it ran.</summary>
/// <param name="Tool"><c>k6</c>, <c>autocannon</c>, <c>wrk</c>, <c>wrk2</c>.</param>
/// <param name="Version">As the tool says; null when it does not.</param>
/// <param name="Target">The base URL.</param>
/// <param name="Fingerprint">Hash over what makes two tests comparable: script, load shape, env, host class, tool version.</param>
/// <param name="Sent">Requests that were sent.</param>
/// <param name="Failed">Of them, those without an answer (refused, reset, timed out).</param>
/// <param name="ErrorStatuses">Of them, those answered with 5xx.</param>
/// <param name="Latency">What the client measured, by <c>p50</c>, <c>p99</c> … in milliseconds; only what the tool measured.</param>
/// <param name="Crossed">The tool's own thresholds that were crossed.</param>
/// <param name="Problem">Why the test itself did not work (script exception, dead target, aborted); null when it did.</param>
public sealed record LoadOutcome(
    string Tool,
    string? Version,
    string Target,
    string Fingerprint,
    UnixTime StartedAt,
    UnixTime EndedAt,
    long Sent,
    long Failed,
    long ErrorStatuses,
    IReadOnlyDictionary<string, double> Latency,
    IReadOnlyList<string> Crossed,
    int ExitCode,
    string? Problem);
