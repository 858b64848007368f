using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Config.Reading;
using Fabrik.Core.Config.Shapes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config;

/// <summary>Loads a configuration: reads YAML or JSON, replaces variables, binds and checks. Never throws on what is in the file.</summary>
/// <typeparam name="T">A sealed record declared as <see cref="ConfigKeyAttribute"/> says.</typeparam>
public static class ConfigFile<T>
    where T : class
{
    /// <param name="variables">What <c>${NAME}</c> stands for; null when it is not set. The environment in production.</param>
    /// <param name="unknownKeys"><see cref="Severity.Warning"/> where foreign files must be read.</param>
    public static ConfigResult<T> Load(ConfigSource source, Func<string, string?> variables, Severity unknownKeys = Severity.Error)
    {
        var bag = new DiagnosticBag(source);
        var root = Read(source, variables, bag);
        var value = root is null
            ? null
            : ConfigShapes.Record(typeof(T)).Bind(root, ConfigPath.Root, new(0, 1), new ConfigBinding(bag, unknownKeys)) as T;
        return new(bag.HasErrors ? null : value, bag.Sorted(), source, root);
    }

    private static ConfigNode? Read(ConfigSource source, Func<string, string?> variables, DiagnosticBag bag)
    {
        if (source.NotUtf8 is { } wrong)
        {
            bag.Error(DiagnosticCode.Encoding, wrong, "the file is not UTF-8", "expected UTF-8 text", "save the file as UTF-8");
            return null;
        }

        if (source.Text.Length > ConfigLimits.MaxLength)
        {
            bag.Error(DiagnosticCode.Limit, new(0, 1), $"the file is longer than {ConfigLimits.MaxLength} characters");
            return null;
        }

        var scalars = new ScalarReader(source, variables, bag);
        return source.Format == ConfigFormat.Json ? JsonConfigReader.Read(source, scalars, bag) : YamlConfigReader.Read(source, scalars, bag);
    }
}
