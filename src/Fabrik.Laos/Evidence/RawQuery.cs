using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Evidence;

/// <summary>A query as it was sent, so that a person can repeat it.</summary>
/// <param name="Source">e.g. <c>tempo</c>.</param>
/// <param name="Language">e.g. <c>TraceQL</c>, <c>LogQL</c>, <c>PromQL</c>, <c>Sentry search</c>, <c>HogQL</c>, <c>Pyroscope selector</c>.</param>
/// <param name="Url">The same in the backend's own or Grafana's page; null where no page is known.</param>
public sealed record RawQuery(SignalKind Signal, string Source, string Language, string Text, string? Url = null);
