using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <summary>A mapping with known keys, from a record's properties. They are looked at on first use, so records may contain themselves.</summary>
internal sealed class RecordShape : ConfigShape
{
    /// <summary>Names the schema for editors; at the root of a file, and of no meaning to us.</summary>
    public const string SchemaKey = "$schema";

    private readonly Lazy<ConfigProperty[]> _properties;
    private readonly Lazy<Dictionary<string, ConfigProperty>> _byKey;

    public RecordShape(Type type)
    {
        Type = type;
        _properties = new(() => [.. Declared(type)]);
        _byKey = new(() => Properties.ToDictionary(p => p.Key, StringComparer.Ordinal));
    }

    public Type Type { get; }

    /// <summary>In the order of the declaration.</summary>
    public IReadOnlyList<ConfigProperty> Properties => _properties.Value;

    public string? Summary => Type.GetCustomAttribute<ConfigKeyAttribute>()?.Summary;

    public override string Expected => $"a mapping with {string.Join(", ", Properties.Select(p => p.Key).Take(6))}{(Properties.Count > 6 ? ", …" : "")}";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigMap map) return binding.WrongType(node, path, Expected, node is ConfigScalar { Kind: ConfigScalarKind.Null } ? "remove the key or give it a value" : null);
        var record = Activator.CreateInstance(Type)!;
        foreach (var entry in map.Entries)
        {
            if (_byKey.Value.TryGetValue(entry.Key, out var property))
            {
                if (property.Shape.Bind(entry.Value, path.Child(entry.Key), entry.KeySpan, binding) is { } value) property.Property.SetValue(record, value);
            }
            else if (path != ConfigPath.Root || entry.Key != SchemaKey) UnknownKey(entry, path, binding);
        }

        foreach (var missing in Properties.Where(p => p.Required && map.Find(p.Key) is null))
            binding.Bag.Error(DiagnosticCode.MissingKey, owner, $"key `{missing.Key}` is missing{path.AsParent}", $"expected {missing.Key}: {missing.Shape.Expected}", missing.Summary);
        return record;
    }

    public override void WriteSchema(SchemaWriter schema) => schema.Reference(this);

    private void UnknownKey(ConfigEntry entry, ConfigPath path, ConfigBinding binding)
    {
        var keys = Properties.Select(p => p.Key).ToArray();
        binding.Bag.Add(
            DiagnosticCode.UnknownKey, binding.UnknownKeys, entry.KeySpan, $"unknown key {DisplayText.Quote(entry.Key)}{path.AsParent}",
            $"expected {WordList.OneOf(keys)}", SpellingSuggestion.Help(entry.Key, keys));
    }

    private static IEnumerable<ConfigProperty> Declared(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.MetadataToken))
        {
            if (property.SetMethod is null || property.GetCustomAttribute<ConfigKeyAttribute>() is not { } key) continue;
            var required = property.IsDefined(typeof(RequiredMemberAttribute));
            yield return new(
                key.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), key.Summary, required, property,
                ConfigShapes.Of(property.PropertyType, key), required ? null : property.GetValue(defaults));
        }
    }
}
