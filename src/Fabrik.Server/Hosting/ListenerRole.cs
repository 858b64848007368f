namespace Fabrik.Server.Hosting;

/// <summary>What a listener serves; everything else is not found on it.</summary>
internal enum ListenerRole
{
    /// <summary>API, UI and OTLP over HTTP.</summary>
    Api,

    OtlpHttp,

    OtlpGrpc,
}
