namespace Fabrik.Laos.Config;

public sealed record ScopeConfig
{
    public string? RunId { get; init; }

    public string? Env { get; init; }

    public string? Agent { get; init; }
}
