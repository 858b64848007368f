using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Postgres.Runs;

/// <param name="Runs">More of them, or fewer where negative.</param>
internal readonly record struct FacetCount(ProjectId Project, Facet Facet, long Runs);
