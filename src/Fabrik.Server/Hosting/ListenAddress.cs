using System.Net;

namespace Fabrik.Server.Hosting;

/// <summary>Reads listen addresses and refuses those that would show data to a network in plain text.</summary>
internal static class ListenAddress
{
    private const string LocalName = "localhost:";

    /// <param name="what">The option, for messages.</param>
    public static IPEndPoint Parse(string what, string text)
    {
        var address = text.StartsWith(LocalName, StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1:{text[LocalName.Length..]}" : text;
        if (NamesPort(address) && IPEndPoint.TryParse(address, out var endpoint)) return endpoint;
        throw new ListenException($"{what} '{text}' is not an address to listen on: expected IP:PORT, such as {ServerOptions.DefaultListen} or [::1]:7070.");
    }

    public static void RequireSafe(string what, IPEndPoint endpoint, ServerOptions options)
    {
        if (IPAddress.IsLoopback(endpoint.Address) || options.CertificatePath is not null || options.Insecure) return;
        throw new ListenException(
            $"{what} {endpoint} can be reached by others, and without TLS they could read keys and data on the way. "
            + "Give a certificate (--tls-cert, --tls-key), listen on 127.0.0.1 behind a TLS proxy, or accept the risk with --insecure.");
    }

    private static bool NamesPort(string address) =>
        address.StartsWith('[') ? address.Contains("]:", StringComparison.Ordinal) : address.AsSpan().Count(':') == 1 && address[^1] != ':';
}
