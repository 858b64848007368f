namespace Fabrik.Server.Hosting;

/// <summary>Where the server listens, ports resolved; a service of the built application, known before it starts.</summary>
/// <param name="Api">Base URL of the API and UI, without a trailing slash.</param>
/// <param name="OtlpHttp">Base URL for OTLP exporters; null when not bound.</param>
/// <param name="OtlpGrpc">As <paramref name="OtlpHttp"/>, for gRPC.</param>
/// <param name="Warnings">What could not be bound, and why.</param>
public sealed record ServerAddresses(string Api, string? OtlpHttp, string? OtlpGrpc, IReadOnlyList<string> Warnings)
{
    internal static ServerAddresses Of(Listeners listeners, bool tls)
    {
        return new ServerAddresses(Url(ListenerRole.Api)!, Url(ListenerRole.OtlpHttp), Url(ListenerRole.OtlpGrpc), listeners.Warnings);

        string? Url(ListenerRole role) => listeners.All.FirstOrDefault(l => l.Role == role) is { } listener
            ? $"{(tls ? "https" : "http")}://{listener.EndPoint}"
            : null;
    }
}
