using System.Text.Json;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Pyroscope;

/// <summary>A merged profile, by function.</summary>
/// <param name="Self">Own cost by function, in the profile's unit.</param>
internal sealed record Flamegraph(double Total, IReadOnlyDictionary<string, double> Self)
{
    /// <summary>Each node is four numbers of a level: offset, total, self, index of its name.</summary>
    private const int Node = 4;

    /// <summary>Reads <c>{names, levels[] {values}, total}</c>, where 64-bit numbers are strings; a node without a name is left out.</summary>
    public static Flamegraph Read(JsonElement? graph)
    {
        var self = new Dictionary<string, double>(StringComparer.Ordinal);
        if (graph is not { } json) return new Flamegraph(0, self);
        var names = json.ItemsOf("names").Select(JsonFields.AsText).ToArray();
        foreach (var level in json.ItemsOf("levels"))
        {
            foreach (var node in level.ItemsOf("values").Select(JsonFields.AsNumber).Chunk(Node))
            {
                if (node is not [_, _, > 0 and < double.PositiveInfinity and { } own, >= 0 and { } index]) continue;
                if (index >= names.Length || names[(int)index] is not { } name) continue;
                self[name] = self.GetValueOrDefault(name) + own;
            }
        }

        return new Flamegraph(json.Number("total") ?? 0, self);
    }

    /// <summary>By own cost, highest first, then by name.</summary>
    public IReadOnlyList<FunctionCost> Functions(string unit) => Total <= 0
        ? []
        :
        [
            .. Self.OrderByDescending(f => f.Value)
                .ThenBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => new FunctionCost(f.Key, Math.Min(1, f.Value / Total), f.Value, unit)),
        ];
}
