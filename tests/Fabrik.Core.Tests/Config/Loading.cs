using Fabrik.Core.Config;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Tests.Config;

internal static class Loading
{
    public static ConfigResult<LintConfig> Yaml(string text, Severity unknownKeys = Severity.Error, params (string Name, string Value)[] variables) =>
        Load(".laosrc.yaml", text, ConfigFormat.Yaml, unknownKeys, variables);

    public static ConfigResult<LintConfig> Json(string text, params (string Name, string Value)[] variables) =>
        Load(".laosrc.json", text, ConfigFormat.Json, Severity.Error, variables);

    private static ConfigResult<LintConfig> Load(string file, string text, ConfigFormat format, Severity unknownKeys, (string Name, string Value)[] variables) =>
        ConfigFile<LintConfig>.Load(
            new ConfigSource(file, text, format),
            name => variables.Where(v => v.Name == name).Select(v => v.Value).FirstOrDefault(),
            unknownKeys);
}
