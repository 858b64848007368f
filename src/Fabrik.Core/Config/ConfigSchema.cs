using Fabrik.Core.Config.Shapes;

namespace Fabrik.Core.Config;

/// <summary>JSON Schema (draft 2020-12) of a configuration record, from the same declaration that binds it. Deterministic; ends in LF.</summary>
public static class ConfigSchema
{
    public static string Emit<T>()
        where T : class => Emit(typeof(T));

    public static string Emit(Type type) => SchemaWriter.Write(ConfigShapes.Record(type));
}
