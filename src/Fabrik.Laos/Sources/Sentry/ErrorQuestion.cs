using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Which error events are asked for.</summary>
/// <param name="Tags">All must match.</param>
/// <param name="Since">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
internal sealed record ErrorQuestion(IReadOnlyList<KeyValuePair<string, string>> Tags, UnixTime Since, UnixTime Until, string? Environment);
