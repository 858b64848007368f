using System.Reflection;

namespace Fabrik.Cli.Tests.Architecture;

/// <summary>Imports only go down the list of house.md, and no wing imports another.</summary>
public sealed class FloorTests
{
    /// <summary>From the ground up.</summary>
    private static readonly string[] Floors =
    [
        "Fabrik.Core", "Fabrik.Telemetry", "Fabrik.Store", "Fabrik.Llm", "Fabrik.Runs", "Fabrik.Gateway",
        "Fabrik.Laos", "Fabrik.Storm", "Fabrik.Slo", "Fabrik.Goblin", "Fabrik.Server", "Fabrik.Cli",
    ];

    private static readonly HashSet<string> Wings = ["Fabrik.Runs", "Fabrik.Laos", "Fabrik.Storm", "Fabrik.Slo", "Fabrik.Goblin"];

    [Fact]
    public void Every_assembly_imports_only_floors_below_it()
    {
        foreach (var (importer, imported) in Imports())
        {
            Assert.True(Array.IndexOf(Floors, importer) > Array.IndexOf(Floors, imported), $"{importer} imports {imported}, which is above it");
        }
    }

    [Fact]
    public void No_wing_imports_another_wing() =>
        Assert.DoesNotContain(Imports(), i => Wings.Contains(i.Importer) && Wings.Contains(i.Imported));

    [Fact]
    public void Every_assembly_of_the_product_is_a_known_floor() =>
        Assert.All(Assemblies(), a => Assert.Contains(a.GetName().Name!, Floors));

    [Fact]
    public void The_check_sees_the_whole_product() =>
        // A check over too few assemblies would hold by seeing nothing.
        Assert.Superset(
            new HashSet<string> { "Fabrik.Core", "Fabrik.Telemetry", "Fabrik.Store", "Fabrik.Llm", "Fabrik.Laos", "Fabrik.Server", "Fabrik.Cli" },
            Assemblies().Select(a => a.GetName().Name!).ToHashSet());

    private static IEnumerable<(string Importer, string Imported)> Imports() =>
        from assembly in Assemblies()
        from reference in assembly.GetReferencedAssemblies()
        where reference.Name!.StartsWith("Fabrik.", StringComparison.Ordinal)
        select (assembly.GetName().Name!, reference.Name!);

    private static IEnumerable<Assembly> Assemblies() =>
        Directory.GetFiles(AppContext.BaseDirectory, "Fabrik.*.dll")
            .Where(f => !Path.GetFileName(f).Contains("Test", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom);
}
