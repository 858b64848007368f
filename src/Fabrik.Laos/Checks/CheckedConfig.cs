using System.Text.RegularExpressions;
using Fabrik.Core.Config;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Checks;

/// <summary>Loads <c>.laosrc.yaml</c> as every verb does: variables by their aliases, then what the loader finds, then what only sense can find.</summary>
public static partial class CheckedConfig
{
    /// <param name="run">The run that the command line names; the variables of <c>scope.run_id</c> then need not be set.</param>
    /// <returns>Everything wrong with the file, by position; the value is null after an error.</returns>
    public static ConfigResult<LaosConfig> Load(ConfigSource source, Func<string, string?> environment, string? run = null, Expectations? expected = null)
    {
        var loaded = ConfigFile<LaosConfig>.Load(source, new ScopeVariables(environment, run).Find);
        if (run is not null && RunVariables(loaded) is { Count: > 0 } given)
            loaded = ConfigFile<LaosConfig>.Load(source, name => given.Contains(name) ? run : new ScopeVariables(environment, run).Find(name));

        if (loaded.Value is not { } config) return loaded with { Diagnostics = [.. loaded.Diagnostics.Select(d => Helped(d, loaded))] };
        List<Diagnostic> all = [.. loaded.Diagnostics, .. ConfigChecks.Run(config, loaded, expected ?? Expectations.None)];
        var sorted = all.OrderBy(d => d.Location.Line).ThenBy(d => d.Location.Column).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Message, StringComparer.Ordinal);
        return loaded with { Diagnostics = [.. sorted], Value = all.Exists(d => d.Severity == Severity.Error) ? null : config };
    }

    /// <summary>The names in a <c>scope.run_id</c> that could not be filled in.</summary>
    private static HashSet<string> RunVariables(ConfigResult<LaosConfig> loaded) =>
        ConfigPlace.Find(loaded, "scope", "run_id") is ConfigScalar { Kind: ConfigScalarKind.Unresolved } scalar
            ? [.. Variable().Matches(loaded.Source.Text.Substring(scalar.Span.Start, Math.Min(scalar.Span.Length, loaded.Source.Text.Length - scalar.Span.Start))).Select(m => m.Groups["name"].Value)]
            : [];

    /// <summary>A rate of 5 is most likely meant as 5 %.</summary>
    private static Diagnostic Helped(Diagnostic diagnostic, ConfigResult<LaosConfig> loaded)
    {
        if (diagnostic.Code != DiagnosticCode.OutOfRange) return diagnostic;
        foreach (var key in (string[])["error_rate", "log_error_rate"])
        {
            if (loaded.LocationOf("thresholds", key) == diagnostic.Location && ConfigPlace.NumberAt(loaded, "thresholds", key) is > 1 and <= 100 and var percent)
                return diagnostic with { Help = $"is it meant in percent? {ConfigPlace.Written(percent)} % is {ConfigPlace.Written(percent / 100)}" };
        }

        return diagnostic;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
