using System.Net.Http.Headers;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Cursors. Only the cursor is taken from a server's link, never its host or path: credentials go where the configuration says.</summary>
internal static class SentryPaging
{
    /// <summary>From <c>Link: &lt;…&gt;; rel="next"; results="true"; cursor="…"</c>; the next link is always there, but only results="true" makes it one.</summary>
    public static string? FromLink(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("Link", out var values)) return null;
        foreach (var link in values.SelectMany(v => v.Split(',')))
        {
            var parts = link.Split(';', StringSplitOptions.TrimEntries);
            if (!parts.Contains("rel=\"next\"") || !parts.Contains("results=\"true\"")) continue;
            if (parts.FirstOrDefault(p => p.StartsWith("cursor=", StringComparison.Ordinal)) is { } cursor) return cursor["cursor=".Length..].Trim('"');
        }

        return null;
    }

    /// <summary>From Bugsink's <c>next</c>, a whole URL.</summary>
    public static string? FromUrl(string? next)
    {
        var query = next?.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? next[(start + 1)..] : "";
        var pair = query.Split('&').FirstOrDefault(p => p.StartsWith("cursor=", StringComparison.Ordinal));
        return pair is null ? null : Uri.UnescapeDataString(pair["cursor=".Length..]);
    }
}
