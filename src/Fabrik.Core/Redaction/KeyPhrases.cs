namespace Fabrik.Core.Redaction;

/// <summary>The built-in deny-list: key words written together, with the rule each stands for.</summary>
internal static class KeyPhrases
{
    public static readonly RedactionRule Authorization = new("key:authorization", RedactionKind.ApiKey);
    public static readonly RedactionRule Cookie = new("key:cookie", RedactionKind.Cookie);
    public static readonly RedactionRule Token = new("key:token", RedactionKind.Token, numbersPass: true);
    public static readonly RedactionRule User = new("key:user_id", RedactionKind.User, scalarsOnly: true);
    private static readonly RedactionRule ApiKey = new("key:api_key", RedactionKind.ApiKey);
    private static readonly RedactionRule AccessKey = new("key:access_key", RedactionKind.ApiKey);
    private static readonly RedactionRule Password = new("key:password", RedactionKind.Password);
    private static readonly RedactionRule Secret = new("key:secret", RedactionKind.Secret);
    private static readonly RedactionRule PrivateKey = new("key:private_key", RedactionKind.PrivateKey);
    private static readonly RedactionRule Session = new("key:session", RedactionKind.Session, numbersPass: true, scalarsOnly: true);
    private static readonly RedactionRule OneTimeCode = new("key:one_time_code", RedactionKind.Password);
    private static readonly RedactionRule CardCode = new("key:card_code", RedactionKind.Card);
    private static readonly RedactionRule NationalId = new("key:national_id", RedactionKind.NationalId);

    /// <summary>Match when a key ends in these words.</summary>
    public static IEnumerable<KeyValuePair<string, RedactionRule>> WordEnds =>
    [
        .. Of(Authorization, "authorization", "proxyauthorization"),
        .. Of(Cookie, "cookie", "cookies", "setcookie"),
        .. Of(ApiKey, "apikey", "apikeys", "authkey", "subscriptionkey", "servicekey", "licensekey"),
        .. Of(AccessKey, "accesskey", "accesskeys", "accountkey", "sharedaccesskey", "sharedaccesssignature", "storagekey"),
        .. Of(Password, "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "passwort", "kennwort", "senha"),
        .. Of(Secret, "secret", "secrets", "secretkey", "secretaccesskey", "clientsecret", "signingkey", "encryptionkey", "masterkey", "webhooksecret"),
        .. Of(PrivateKey, "privatekey", "privatekeys", "privatekeyid", "sshkey", "privkey"),
        .. Of(Token, "token", "bearer", "jwt", "oauthtoken", "accesstokens", "refreshtokens", "authtokens", "apitokens", "idtokens"),
        .. Of(Session, "sessiontoken", "sessionkey", "sessioncookie", "sessionsecret", "jsessionid", "phpsessid", "sessionid", "sessid", "connectsid"),
        .. Of(OneTimeCode, "otp", "totp", "mfacode", "onetimecode", "onetimepassword", "verificationcode", "backupcode"),
        .. Of(CardCode, "cvv", "cvc", "cvv2"),
        .. Of(NationalId, "ssn", "socialsecuritynumber"),
    ];

    /// <summary>So unlike anything else that they match at the end of any word: <c>dbpassword</c>.</summary>
    public static IEnumerable<KeyValuePair<string, RedactionRule>> AnyEnds =>
    [
        .. Of(Authorization, "authorization"),
        .. Of(ApiKey, "apikey"),
        .. Of(Password, "password", "passwd", "passphrase"),
        .. Of(Secret, "secret", "secretkey"),
        .. Of(PrivateKey, "privatekey"),
        .. Of(Token, "accesstoken", "refreshtoken", "idtoken", "authtoken", "apitoken", "bearertoken", "oauth2token"),
        .. Of(Session, "sessiontoken"),
    ];

    /// <summary>Match only as the whole key: <c>session</c> is a cookie's usual name, <c>session.id</c> names a conversation.</summary>
    public static IEnumerable<KeyValuePair<string, RedactionRule>> Whole => Of(Session, "session");

    /// <summary>Last words that leave a secret a secret: <c>secret_value</c>, <c>authorization_header</c>, <c>password_confirmation</c>.</summary>
    public static string[] Neutral =>
    [
        "value", "values", "header", "headers", "string", "text", "plain", "plaintext", "raw", "hash", "hashed", "encoded", "base64", "b64",
        "confirmation", "confirm", "again", "repeat", "new", "old", "current", "encrypted", "bytes", "data",
    ];

    /// <summary>A <c>token</c> after one of these is a place in a list or a piece of text, never a credential.</summary>
    public static string[] BeforeHarmlessToken =>
    [
        "page", "next", "previous", "continuation", "continue", "sync", "resume", "skip", "delta", "change", "per", "eos", "bos", "pad", "unk",
        "mask", "sep", "cls", "stop", "start", "end", "first", "last", "special", "image", "audio", "text", "new", "begin",
    ];

    /// <summary>Last words of keys whose values are random without being secret.</summary>
    public static string[] Identifier =>
    [
        "id", "ids", "uid", "uuid", "guid", "hash", "hashes", "digest", "checksum", "etag", "fingerprint", "sha", "sha1", "sha256", "sha512", "md5",
        "signature", "cursor", "revision", "commit", "integrity", "traceparent", "tracestate", "nonce", "token",
    ];

    private static IEnumerable<KeyValuePair<string, RedactionRule>> Of(RedactionRule rule, params string[] phrases) =>
        phrases.Select(p => KeyValuePair.Create(p, rule));
}
