using System.Globalization;
using Fabrik.Core.Config;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Checks;

/// <summary>Finds what a config says and where it says so.</summary>
internal static class ConfigPlace
{
    public static ConfigNode? Find(ConfigResult<LaosConfig> loaded, params ReadOnlySpan<string> keys)
    {
        var node = loaded.Root;
        foreach (var key in keys) node = (node as ConfigMap)?.Find(key)?.Value;
        return node;
    }

    public static double? NumberAt(ConfigResult<LaosConfig> loaded, params ReadOnlySpan<string> keys) =>
        Find(loaded, keys) is ConfigScalar scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A diagnostic at a value; at the nearest mapping above it where the file leaves it out.</summary>
    public static Diagnostic At(
        ConfigResult<LaosConfig> loaded, string[] keys, string code, Severity severity, string message, string? expected, string? help)
    {
        for (var depth = keys.Length; depth > 0; depth--)
        {
            if (loaded.LocationOf(keys[..depth]) is not { } location) continue;
            var length = Find(loaded, keys[..depth]) is ConfigScalar scalar ? scalar.Span.Length : keys[depth - 1].Length;
            return new(code, severity, location, Math.Max(1, length), message, expected, help);
        }

        return new(code, severity, new SourceLocation(loaded.Source.File, 1, 1), 1, message, expected, help);
    }

    public static string Written(double number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
