namespace Fabrik.Server.Hosting;

/// <summary>The server can't or won't listen as asked; the message says why and what to do.</summary>
public sealed class ListenException(string message, Exception? inner = null) : Exception(message, inner);
