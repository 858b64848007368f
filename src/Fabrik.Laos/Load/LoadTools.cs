using Fabrik.Laos.Load.Autocannon;
using Fabrik.Laos.Load.K6;
using Fabrik.Laos.Load.Wrk;

namespace Fabrik.Laos.Load;

/// <summary>The catalogue of load tools.</summary>
public static class LoadTools
{
    public static IReadOnlyList<ILoadTool> All { get; } = [new K6Tool(), new AutocannonTool(), new WrkTool("wrk"), new WrkTool("wrk2")];

    /// <summary>k6 for a script, autocannon for a URL.</summary>
    public static ILoadTool For(string target) => All.First(t => t.Name == (IsUrl(target) ? "autocannon" : "k6"));

    public static bool IsUrl(string target) =>
        target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
