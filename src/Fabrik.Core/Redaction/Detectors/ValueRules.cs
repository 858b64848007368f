namespace Fabrik.Core.Redaction.Detectors;

/// <summary>The rules of values that are secret by their own form.</summary>
internal static class ValueRules
{
    public static readonly RedactionRule PrivateKey = new("value:pem_private_key", RedactionKind.PrivateKey);
    public static readonly RedactionRule Certificate = new("value:pem", RedactionKind.Certificate);
    public static readonly RedactionRule Jwt = new("value:jwt", RedactionKind.Jwt);
    public static readonly RedactionRule Bearer = new("value:bearer", RedactionKind.Token);
    public static readonly RedactionRule Basic = new("value:basic", RedactionKind.Credential);
    public static readonly RedactionRule UrlPassword = new("value:url_userinfo", RedactionKind.Password);
    public static readonly RedactionRule QueryParameter = new("value:query_parameter", RedactionKind.Token);
    public static readonly RedactionRule Email = new("value:email", RedactionKind.Email);
    public static readonly RedactionRule Phone = new("value:phone", RedactionKind.Phone);
    public static readonly RedactionRule Card = new("value:card", RedactionKind.Card);
    public static readonly RedactionRule Iban = new("value:iban", RedactionKind.Iban);
    public static readonly RedactionRule HighEntropy = new("value:high_entropy", RedactionKind.Secret);
}
