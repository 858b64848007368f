using System.ComponentModel;
using Fabrik.Store.Runs;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>What the filters can take, most used first.</summary>
internal sealed record FacetsView
{
    public required IReadOnlyList<FacetValueView> Models { get; init; }

    public required IReadOnlyList<FacetValueView> Tools { get; init; }

    public required IReadOnlyList<FacetValueView> Services { get; init; }

    public required IReadOnlyList<FacetValueView> Agents { get; init; }

    public required IReadOnlyList<FacetValueView> Envs { get; init; }

    [Description("Written key=value.")]
    public required IReadOnlyList<FacetValueView> Tags { get; init; }

    public static FacetsView Of(RunFacets facets)
    {
        return new FacetsView
        {
            Models = Views(facets.Models),
            Tools = Views(facets.Tools),
            Services = Views(facets.Services),
            Agents = Views(facets.Agents),
            Envs = Views(facets.Envs),
            Tags = Views(facets.Tags),
        };

        static FacetValueView[] Views(IReadOnlyList<FacetValue> values) =>
            [.. values.Select(v => new FacetValueView { Value = v.Value, Runs = v.Runs })];
    }
}
