using System.Globalization;
using System.Reflection;

namespace Fabrik.Store.Postgres;

/// <summary>The schema's versions, embedded as <c>Schema/NNNN_name.sql</c>, in order and without gaps.</summary>
internal static class PostgresMigrations
{
    private const string Prefix = "Fabrik.Store.Postgres.Schema.";

    public static IReadOnlyList<(int Version, string Name, string Sql)> All { get; } = Load();

    /// <summary>The version this build needs.</summary>
    public static int Current => All[^1].Version;

    private static List<(int Version, string Name, string Sql)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var found = new List<(int Version, string Name, string Sql)>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[Prefix.Length..^".sql".Length];
            found.Add((int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Version != i + 1) throw new InvalidOperationException($"Schema version {i + 1} is missing before {found[i].Name}.");
        }

        return found;
    }
}
