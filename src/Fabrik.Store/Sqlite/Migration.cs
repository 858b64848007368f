using System.Globalization;
using System.Reflection;

namespace Fabrik.Store.Sqlite;

/// <summary>One forward step of a schema: an embedded file <c>NNNN_what.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    public static IReadOnlyList<Migration> Tenant { get; } = Load("Tenant");

    public static IReadOnlyList<Migration> Control { get; } = Load("Control");

    private static List<Migration> Load(string schema)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Fabrik.Store.Sqlite.Migrations.{schema}.";
        var found = new List<Migration>();
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var version = int.Parse(name.AsSpan(prefix.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture);
            if (version != found.Count + 1)
                throw new InvalidOperationException($"Migration {name} is out of line: expected number {found.Count + 1}.");
            found.Add(new Migration(version, name[prefix.Length..], reader.ReadToEnd()));
        }

        return found;
    }
}
