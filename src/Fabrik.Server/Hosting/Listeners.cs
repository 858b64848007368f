using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Fabrik.Server.Hosting;

/// <summary>
/// The sockets a server owns. They are bound before Kestrel starts, so that a busy port is told apart from other
/// failures and port 0 is resolved; Kestrel takes each over by its address.
/// </summary>
internal sealed class Listeners : IDisposable
{
    private const int Backlog = 512;
    private readonly List<Listener> _all = [];
    private readonly List<string> _warnings = [];

    private Listeners()
    {
    }

    public IReadOnlyList<Listener> All => _all;

    public IReadOnlyList<string> Warnings => _warnings;

    public bool AllLoopback => _all.TrueForAll(l => IPAddress.IsLoopback(l.EndPoint.Address));

    /// <summary>Checks every address, then binds. Throws <see cref="ListenException"/>.</summary>
    public static Listeners Bind(ServerOptions options)
    {
        List<(ListenerRole Role, string What, IPEndPoint EndPoint, bool MayBeBusy)> wanted = [];
        Want(ListenerRole.Api, "the listen address", options.Listen, mayBeBusy: false);
        Want(ListenerRole.OtlpHttp, "the OTLP/HTTP address", options.OtlpHttp, options.OtlpHttp == ServerOptions.DefaultOtlpHttp);
        Want(ListenerRole.OtlpGrpc, "the OTLP/gRPC address", options.OtlpGrpc, options.OtlpGrpc == ServerOptions.DefaultOtlpGrpc);

        var listeners = new Listeners();
        try
        {
            foreach (var (role, what, endpoint, mayBeBusy) in wanted) listeners.Add(role, what, endpoint, mayBeBusy);
            return listeners;
        }
        catch
        {
            listeners.Dispose();
            throw;
        }

        void Want(ListenerRole role, string what, string? address, bool mayBeBusy)
        {
            if (address is null) return;
            var endpoint = ListenAddress.Parse(what, address);
            ListenAddress.RequireSafe(what, endpoint, options);
            wanted.Add((role, what, endpoint, mayBeBusy));
        }
    }

    public Socket Socket(EndPoint endpoint) => _all.Find(l => l.EndPoint.Equals(endpoint))!.Socket;

    public void Dispose()
    {
        foreach (var listener in _all) listener.Socket.Dispose();
    }

    private void Add(ListenerRole role, string what, IPEndPoint endpoint, bool mayBeBusy)
    {
        Socket? socket = null;
        try
        {
            socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.Listen(Backlog);
            _all.Add(new Listener(role, (IPEndPoint)socket.LocalEndPoint!, socket));
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            var reason = failure.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? "another program listens there"
                : failure.Message;
            if (!mayBeBusy) throw new ListenException($"Can't listen on {what} {endpoint}: {reason}. Stop it, or choose another address.", failure);
            _warnings.Add($"Not listening on {what} {endpoint}: {reason}. OTLP over HTTP still works on the API's own address.");
        }
    }
}
