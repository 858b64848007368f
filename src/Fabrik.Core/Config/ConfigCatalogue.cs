using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Fabrik.Core.Config;

/// <summary>The product's configurations by name, for <c>fabrik schema</c>.</summary>
/// <param name="types">Name to record, e.g. <c>laos</c> to the record of <c>.laosrc.yaml</c>.</param>
public sealed class ConfigCatalogue(IReadOnlyDictionary<string, Type> types)
{
    private readonly FrozenDictionary<string, Type> _types = types.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _types.Keys.Order(StringComparer.Ordinal)];

    public bool TrySchema(string name, [NotNullWhen(true)] out string? schema)
    {
        schema = _types.TryGetValue(name, out var type) ? ConfigSchema.Emit(type) : null;
        return schema is not null;
    }
}
