namespace Fabrik.Store.Runs;

public sealed record FacetValue(string Value, long Runs);
