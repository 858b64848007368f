using Fabrik.Core.Time;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Hints;

/// <summary>Links into Sentry's issue search, self-hosted or at sentry.io.</summary>
internal static class SentryIssues
{
    /// <returns>Null without an address or an organisation.</returns>
    public static string? Link(SentryConfig sentry, string query, UnixTime since, UnixTime until)
    {
        if (sentry.Org is not { } org || !Uri.TryCreate(sentry.Url, UriKind.Absolute, out var url)) return null;
        var hosted = url.Host is "sentry.io" || url.Host.EndsWith(".sentry.io", StringComparison.Ordinal);
        var page = hosted ? $"https://{Uri.EscapeDataString(org)}.sentry.io/issues/" : $"{sentry.Url.TrimEnd('/')}/organizations/{Uri.EscapeDataString(org)}/issues/";
        return $"{page}?query={Uri.EscapeDataString(query)}&start={Time(since)}&end={Time(until)}";
    }

    // Sentry takes UTC without a zone; it drops fractions.
    private static string Time(UnixTime time) => Uri.EscapeDataString(time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
}
