using Fabrik.Cli.Terminal;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
namespace Fabrik.Cli.Verbs;
internal static class ConfigurationFile
{
    public static T Load<T>(string file, Screen screen) => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithTypeConverter(new D()).WithTypeMapping<IReadOnlyList<Fabrik.Llm.Deterministic.ScriptedModel>, List<Fabrik.Llm.Deterministic.ScriptedModel>>().WithTypeMapping<IReadOnlyList<Fabrik.Llm.Deterministic.ScriptRule>, List<Fabrik.Llm.Deterministic.ScriptRule>>().WithTypeMapping<IReadOnlyList<Fabrik.Llm.Deterministic.ScriptedCall>, List<Fabrik.Llm.Deterministic.ScriptedCall>>().WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>().Build().Deserialize<T>(File.ReadAllText(file));
    public static T LoadFirst<T>(string? file, string[] c, Screen screen) => Load<T>(file ?? c[0], screen);
#pragma warning disable MA0048
    private sealed class D : IYamlTypeConverter
    {
        public bool Accepts(Type t) => t == typeof(TimeSpan) || t == typeof(TimeSpan?) || t == typeof(Fabrik.Laos.Config.SignalDemand);
        public object? ReadYaml(IParser p, Type t, ObjectDeserializer r) { var s = p.Consume<Scalar>().Value; if (t == typeof(Fabrik.Laos.Config.SignalDemand)) return s switch { "true" => Fabrik.Laos.Config.SignalDemand.Required, "optional" => Fabrik.Laos.Config.SignalDemand.Optional, _ => Fabrik.Laos.Config.SignalDemand.Off }; if (!DurationArgument.TryParse(s, out var d)) throw new FormatException(s); return d; }
        public void WriteYaml(IEmitter e, object? v, Type t, ObjectSerializer s) { }
    }
}
