namespace Fabrik.Store.Runs;

/// <summary>Values to filter by, each with the number of runs that carry it. <see cref="Tags"/> are written <c>key=value</c>.</summary>
public sealed record RunFacets(
    IReadOnlyList<FacetValue> Models,
    IReadOnlyList<FacetValue> Tools,
    IReadOnlyList<FacetValue> Services,
    IReadOnlyList<FacetValue> Agents,
    IReadOnlyList<FacetValue> Envs,
    IReadOnlyList<FacetValue> Tags);
