namespace Fabrik.Server.Security;

internal sealed record NamedView
{
    public required string Id { get; init; }

    public required string Name { get; init; }
}
