using System.Net;
using Fabrik.Cli.Failures;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

/// <summary>Whom an agent may load: this machine, and the hosts that the server's starter named.</summary>
internal static class LoadTarget
{
    /// <returns>The URL as it was checked; use this and not the text, which the tool may read otherwise.</returns>
    /// <exception cref="CliFailure">It is no URL, or leads elsewhere.</exception>
    public static Uri Require(string text, IReadOnlyList<string> allowed)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new CliFailure(ExitCode.Usage, $"'{text}' is not an http URL", "scripts are for `fabrik laos run SCRIPT`, which a person starts");
        }

        if (url.UserInfo.Length > 0) throw new CliFailure(ExitCode.Usage, "a URL with a user or a password is not loaded", "leave the part before @ out");
        if (IsThisMachine(url) || allowed.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase)) return url;
        throw new CliFailure(
            ExitCode.Usage,
            $"host '{url.IdnHost}' may not be loaded: only this machine{(allowed.Count > 0 ? $" and {string.Join(", ", allowed)}" : "")}",
            "whoever starts the server may allow it: `fabrik mcp --allow-hosts HOST`");
    }

    // By what the name says, not by what it resolves to: that may change between the check and the load.
    private static bool IsThisMachine(Uri url) =>
        url.IdnHost == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
