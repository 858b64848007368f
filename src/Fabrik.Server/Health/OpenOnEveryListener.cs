namespace Fabrik.Server.Health;

/// <summary>Endpoint metadata: served on the OTLP/HTTP listener too.</summary>
internal sealed class OpenOnEveryListener;
