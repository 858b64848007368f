using System.Text.Json.Nodes;

namespace Fabrik.Laos.Load;

/// <summary>The scripts beside the tools' classes, as they are handed to the tools.</summary>
internal static class EmbeddedScript
{
    /// <summary>Fills <c>SETTINGS</c> in with a JSON literal.</summary>
    /// <param name="name">Folder and file, e.g. <c>K6/run.js</c>.</param>
    public static string Fill(string name, JsonNode settings) => Fill(name, settings.ToJsonString());

    /// <summary>Fills <c>SETTINGS</c> in with a literal of the script's own language.</summary>
    public static string Fill(string name, string literal) => Read(name).Replace("SETTINGS", literal, StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream($"Load/{name}")
            ?? throw new InvalidOperationException($"{name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
