namespace Fabrik.Core.Tests.Redaction;

/// <summary>One made-up secret of each form. Put together from parts so that no scanner of repositories takes them for real.</summary>
internal static class Secrets
{
    private const string Random40 = "Zk3vQ9xLm2TbR7sYw5HnJ8cPd4GfKa6UeVt1MiXo";

    public static readonly IReadOnlyDictionary<string, (string Secret, string Rule, string Kind)> All = new Dictionary<string, (string, string, string)>(StringComparer.Ordinal)
    {
        ["jwt"] = ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkEifQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c", "value:jwt", "jwt"),
        ["pem"] = ("-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEowIBAAKCAQEA7bq1\nq0Zk3v==\n-----END RSA PRIVATE KEY-----", "value:pem_private_key", "private_key"),
        ["aws id"] = ("AKIA" + "IOSFODNN7EXAMPLE", "value:aws_access_key", "api_key"),
        ["aws temporary id"] = ("ASIA" + "Y34FZKBOKMUTVV7A", "value:aws_access_key", "api_key"),
        ["aws secret"] = ("k7Qp2/mZ9vXc4Lr8TgW1+bNy6HsJd3Fu5KoAeRiV", "value:high_entropy", "secret"),
        ["google"] = ("AIza" + "SyD4x8Qm2Lk9Vb3Nc7Wr5Tz1Hs6Jg0PfAeX", "value:google_api_key", "api_key"),
        ["github"] = ("ghp_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5", "value:github", "api_key"),
        ["github oauth"] = ("gho_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5", "value:github", "api_key"),
        ["github fine grained"] = ("github_pat_" + "11ABCDEFG0aB3dE5fG7hI9_jK1lM3nO5pQ7rS9tU1vW3xY5", "value:github", "api_key"),
        ["gitlab"] = ("glpat-" + "aB3dE5fG7hI9jK1lM3nO", "value:gitlab", "api_key"),
        ["slack"] = ("xoxb-" + "123456789012-1234567890123-aB3dE5fG7hI9jK1lM3nO5pQ7", "value:slack", "api_key"),
        ["stripe"] = ("sk_" + "live_aB3dE5fG7hI9jK1lM3nO5pQ7", "value:stripe", "api_key"),
        ["openai"] = ("sk-" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5aB3dE5fG7hI9", "value:openai", "api_key"),
        ["openai project"] = ("sk-proj-" + "aB3dE5fG7hI9jK1l-M3nO5pQ7rS9tU1vW3xY5", "value:openai", "api_key"),
        ["anthropic"] = ("sk-ant-" + "api03-aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5-AA", "value:anthropic", "api_key"),
        ["hugging face"] = ("hf_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3x", "value:hugging_face", "api_key"),
        ["card"] = ("4111 1111 1111 1111", "value:card", "card"),
        ["card plain"] = ("378282246310005", "value:card", "card"),
        ["iban"] = ("DE89 3704 0044 0532 0130 00", "value:iban", "iban"),
        ["iban plain"] = ("GB82WEST12345698765432", "value:iban", "iban"),
        ["email"] = ("alice.example+tag@example.co.uk", "value:email", "email"),
        ["email international"] = ("jörg@bücher.example", "value:email", "email"),
        ["phone"] = ("+49 (151) 2345-6789", "value:phone", "phone"),
        ["high entropy"] = (Random40, "value:high_entropy", "secret"),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
