namespace Fabrik.Server.Security;

/// <summary>Endpoint metadata: who may call. Endpoints without it are open to anybody.</summary>
internal sealed record Access(bool SessionsToo)
{
    public static Access KeyOrSession { get; } = new(SessionsToo: true);

    public static Access KeyOnly { get; } = new(SessionsToo: false);
}
