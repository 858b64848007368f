using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>How a backend is reached. Tokens come from the environment or a file, never from this text.</summary>
public abstract record BackendConfig
{
    [ConfigKey("Base URL; where absent, the variables of LAOS and its ports on LAOS_HOST.", Pattern = "https?://.+")]
    public string? Url { get; init; }

    [ConfigKey("Variable that holds the token.", Pattern = "[A-Za-z_][A-Za-z0-9_]*")]
    public string? TokenEnv { get; init; }

    [ConfigKey("File that holds the token.")]
    public string? TokenFile { get; init; }

    [ConfigKey("User for Basic authentication; the token is then the password.")]
    public string? User { get; init; }

    [ConfigKey("Further request headers, e.g. of a proxy; secrets belong in token_env.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [ConfigKey("File with the certificate authority to trust (PEM).")]
    public string? CaFile { get; init; }

    [ConfigKey("Longest wait for all of a question's answers.", Min = 1, Max = 600)]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}
