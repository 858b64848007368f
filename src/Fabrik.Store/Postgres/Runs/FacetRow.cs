using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Postgres.Runs;

/// <param name="Mask">Of all the run's facets.</param>
internal readonly record struct FacetRow(ProjectId Project, Facet Facet, UnixTime StartedAt, RunId Run, FacetMask Mask);
