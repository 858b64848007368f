using System.Globalization;
using Fabrik.Core.Config.Diagnostics;

namespace Fabrik.Core.Config.Shapes;

/// <summary>Where in a configuration a value is, for messages.</summary>
internal readonly record struct ConfigPath(string Parent, string Name)
{
    public static ConfigPath Root => new("", "");

    private string Whole => Parent.Length == 0 ? Name : Name.Length == 0 ? Parent : $"{Parent}.{Name}";

    /// <summary><c>`p95` in thresholds.latency_ms</c>.</summary>
    public string Quoted => Name.Length == 0 ? "the file" : $"`{Name}`{In(Parent)}";

    /// <summary>Said of the keys inside: <c> in thresholds</c>, or nothing at the root.</summary>
    public string AsParent => In(Whole);

    public ConfigPath Child(string key) => new(Whole, DisplayText.Quote(key)[1..^1]);

    public ConfigPath Item(int index) => this with { Name = $"{Name}[{index.ToString(CultureInfo.InvariantCulture)}]" };

    private static string In(string parent) => parent.Length == 0 ? "" : $" in {parent}";
}
