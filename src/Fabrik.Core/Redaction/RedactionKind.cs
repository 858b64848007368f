namespace Fabrik.Core.Redaction;

/// <summary>What sort of thing was hidden; its wire name is the marker's <c>kind</c>.</summary>
public enum RedactionKind
{
    ApiKey,
    Password,
    Token,
    Jwt,
    Cookie,
    Session,
    Credential,
    PrivateKey,
    Certificate,
    Email,
    Phone,
    Card,
    Iban,
    NationalId,
    User,
    Secret,
}
