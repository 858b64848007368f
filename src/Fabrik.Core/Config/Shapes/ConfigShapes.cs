using System.Collections.Concurrent;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <summary>The shape of a .NET type.</summary>
internal static class ConfigShapes
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Records = new();

    public static RecordShape Record(Type type) => Records.GetOrAdd(type, t => new RecordShape(t));

    /// <exception cref="NotSupportedException">A type that configuration can't hold: a mistake in the declaration.</exception>
    public static ConfigShape Of(Type type, ConfigKeyAttribute key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return new TextShape(key.Pattern, key.Allowed, key.NotEmpty);
        if (type == typeof(bool)) return new FlagShape();
        if (type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal)) return new NumberShape(type, key.Min, key.Max);
        if (type == typeof(TimeSpan)) return new DurationShape(key.Min, key.Max);
        if (type == typeof(ByteSize)) return new SizeShape(key.Min, key.Max);
        if (type.IsEnum) return (ConfigShape)Activator.CreateInstance(typeof(WordShape<>).MakeGenericType(type))!;
        if (type == typeof(ConfigNode)) return new NodeShape();
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            var items = new ConfigKeyAttribute(key.Summary) { Min = key.Min, Max = key.Max, Pattern = key.Pattern, Allowed = key.Allowed };
            if (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return new ListShape(arguments[0], Of(arguments[0], items), key.NotEmpty);
            if (type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && arguments[0] == typeof(string))
                return new DictionaryShape(arguments[1], Of(arguments[1], items), key.NotEmpty);
        }

        if (type is { IsClass: true, IsSealed: true } && type.GetConstructor(Type.EmptyTypes) is not null) return Record(type);
        throw new NotSupportedException($"A configuration can't hold a {type}: see {nameof(ConfigKeyAttribute)} for the types it can.");
    }
}
