using System.Diagnostics.CodeAnalysis;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Where events are sent: <c>scheme://key@host[/path]/project</c>.</summary>
/// <param name="Base">With a slash at its end; without the key.</param>
/// <param name="Key">Public by design, but not printed all the same.</param>
internal sealed record SentryDsn(Uri Base, string Key, string Project)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out SentryDsn? dsn)
    {
        dsn = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return false;
        var (key, slash) = (uri.UserInfo.Split(':')[0], uri.AbsolutePath.LastIndexOf('/'));
        var project = uri.AbsolutePath[(slash + 1)..];
        if (key.Length == 0 || project.Length == 0) return false;
        dsn = new SentryDsn(new Uri($"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath[..(slash + 1)]}"), key, project);
        return true;
    }

    public override string ToString() => Base.ToString();
}
