using Fabrik.Core.Redaction;
using Fabrik.Server.Ingest;
using Fabrik.Server.Streaming;
using Fabrik.Store;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Pricing;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Hosting;

/// <summary>All that a server is started with. Addresses are <c>IP:PORT</c>; port 0 takes a free one, see <see cref="ServerAddresses"/>.</summary>
public sealed record ServerOptions
{
    public const string DefaultListen = "127.0.0.1:7070";
    public const string DefaultOtlpHttp = "127.0.0.1:4318";
    public const string DefaultOtlpGrpc = "127.0.0.1:4317";

    /// <summary>Opened and closed by the caller.</summary>
    public required IFabrikStore Store { get; init; }

    /// <summary>The API, the UI and OTLP over HTTP.</summary>
    public string Listen { get; init; } = DefaultListen;

    /// <summary>OTLP over HTTP alone; null for none. Busy on its default address is a warning, on any other an error.</summary>
    public string? OtlpHttp { get; init; } = DefaultOtlpHttp;

    /// <summary>OTLP over gRPC; null for none. Busy as for <see cref="OtlpHttp"/>.</summary>
    public string? OtlpGrpc { get; init; } = DefaultOtlpGrpc;

    /// <summary>A PEM certificate: every listener speaks TLS. Null for plain text.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The certificate's PEM key; null when it is in <see cref="CertificatePath"/>.</summary>
    public string? CertificateKeyPath { get; init; }

    /// <summary>Allows plain text on an address that others can reach.</summary>
    public bool Insecure { get; init; }

    /// <summary>Host names to answer to. Loopback names always count where all listeners are loopback; else empty allows any.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The folder with the built UI; null for <c>wwwroot</c> next to the assembly.</summary>
    public string? WebRoot { get; init; }

    /// <summary>
    /// Where Fabrik sends its own traces and metrics: the value of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, a URL; null or empty for nowhere.
    /// The exporter reads the other standard variables (protocol, headers) itself.
    /// </summary>
    public string? TelemetryEndpoint { get; init; }

    /// <summary>Adds log providers; without it nothing is logged.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>What redaction hides beside what it always hides.</summary>
    public RedactionRules Redaction { get; init; } = RedactionRules.Default;

    public PriceBook Prices { get; init; } = PriceBook.Embedded;

    /// <summary>Which attributes of telemetry name the run, the agent and the environment.</summary>
    public ScopeKeys ScopeKeys { get; init; } = ScopeKeys.Default;

    public IngestLimits Ingest { get; init; } = new();

    public StreamLimits Streams { get; init; } = new();
}
