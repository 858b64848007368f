using System.Net;
using System.Net.Sockets;

namespace Fabrik.Server.Hosting;

/// <summary>A socket that is bound and listening. A connection carries its listener as a feature.</summary>
internal sealed record Listener(ListenerRole Role, IPEndPoint EndPoint, Socket Socket);
