using System.Text.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <param name="Next">The next page's cursor; null on the last.</param>
internal sealed record SentryPage(JsonElement Root, string? Next);
