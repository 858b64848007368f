namespace Fabrik.Server.Security;

internal enum CallerKind
{
    ApiKey,
    Session,
}
