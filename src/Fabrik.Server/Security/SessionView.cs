using System.ComponentModel;

namespace Fabrik.Server.Security;

internal sealed record SessionView
{
    public required string User { get; init; }

    public required NamedView Tenant { get; init; }

    public required IReadOnlyList<NamedView> Projects { get; init; }

    [Description("Send it as X-CSRF-Token with every change; null for API keys, which need none.")]
    public required string? CsrfToken { get; init; }

    [Description("Of Fabrik.")]
    public required string Version { get; init; }
}
