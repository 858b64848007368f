namespace Fabrik.Server.Http;

internal sealed record HealthView
{
    public required string Status { get; init; }
}
