using Fabrik.Core.Config;

namespace Fabrik.Laos.Sources.Http;

/// <summary>
/// The effective configuration as Grafana's servers print it: YAML in block style, only its scalars, by path. Lines of any other shape are passed over.
/// </summary>
internal sealed class PrintedConfig
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, string> _scalars = new(StringComparer.Ordinal);

    private PrintedConfig()
    {
    }

    /// <summary>What the server prints there; empty when it does not. Proxies often hide it, and what it says is not worth failing for.</summary>
    public static async Task<PrintedConfig> FetchAsync(BackendClient http, string path, CancellationToken cancellation)
    {
        try
        {
            var answer = await http.GetAsync(path, cancellation);
            return Read(answer.IsSuccess ? answer.Text : "");
        }
        catch (SourceUnreachableException)
        {
            return Read("");
        }
    }

    public static PrintedConfig Read(string text)
    {
        var config = new PrintedConfig();
        var path = new List<(int Indent, string Key)>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.TrimStart(' ');
            var colon = content.IndexOf(':');
            if (colon <= 0 || content[0] is '-' or '#') continue;
            var key = content[..colon];
            if (key.ContainsAny(" \t{[\"'")) continue;
            var indent = line.Length - content.Length;
            while (path.Count > 0 && path[^1].Indent >= indent) path.RemoveAt(path.Count - 1);
            if (path.Count >= MaxDepth) continue;
            path.Add((indent, key.ToString()));
            var value = content[(colon + 1)..].Trim().Trim('"');
            if (!value.IsEmpty) config._scalars[string.Join('.', path.Select(p => p.Key))] = value.ToString();
        }

        return config;
    }

    /// <param name="path">e.g. <c>query_frontend.search.max_result_limit</c>.</param>
    public string? Text(string path) => _scalars.GetValueOrDefault(path);

    public int? Whole(string path) => int.TryParse(Text(path), out var number) ? number : null;

    public TimeSpan? Duration(string path) => Text(path) is { } text && DurationText.TryParse(text, out var duration) ? duration : null;
}
