using System.Diagnostics.CodeAnalysis;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Sources.Http;

/// <summary>Where a backend is and who asks: the config with the environment filled in.</summary>
/// <param name="Token">Never printed, stored or put into an exception.</param>
public sealed record BackendAddress(
    Uri Url, string? User, string? Token, string? Tenant, IReadOnlyDictionary<string, string> Headers, string? CaFile, TimeSpan Deadline)
{
    /// <param name="urlVariables">Variables that may hold the URL, best first.</param>
    /// <param name="port">Of the backend on LAOS_HOST, when nothing else says where it is.</param>
    /// <param name="tokenVariable">Used where the config names no token.</param>
    /// <exception cref="SourceUnreachableException">A token file that can't be read, or a URL that is none.</exception>
    public static BackendAddress From(
        string source,
        BackendConfig config,
        string? tenant,
        IReadOnlyList<string> urlVariables,
        int port,
        string? tokenVariable,
        Func<string, string?> variables)
    {
        var url = config.Url ?? urlVariables.Select(variables).FirstOrDefault(v => v is not null) ?? $"http://{variables("LAOS_HOST") ?? "127.0.0.1"}:{port}";
        if (!TryBase(url, out var found))
            throw new SourceUnreachableException(source, $"{source}: '{url}' is not an http or https URL", $"set sources.{source}.url");
        return new BackendAddress(found, config.User, ReadToken(source, config, tokenVariable, variables), tenant, config.Headers, config.CaFile, config.Deadline);
    }

    // A base URL with a path of its own keeps it: proxies mount backends below one.
    private static bool TryBase(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out url) && url.Scheme is "http" or "https";

    private static string? ReadToken(string source, BackendConfig config, string? fallback, Func<string, string?> variables)
    {
        if (config.TokenFile is { } file)
        {
            try
            {
                return File.ReadAllText(file).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new SourceUnreachableException(source, $"{source}: the token file {file} can't be read: {e.Message}", $"check sources.{source}.token_file", e);
            }
        }

        if (config.TokenEnv is { } name)
        {
            return variables(name) ?? throw new SourceUnreachableException(source, $"{source}: the variable {name} holds no token", $"set {name}, or change sources.{source}.token_env");
        }

        return fallback is null ? null : variables(fallback);
    }

    // A record prints its members: this one has a secret.
    public override string ToString() => Url.ToString();
}
