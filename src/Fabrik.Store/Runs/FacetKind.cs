namespace Fabrik.Store.Runs;

/// <summary>What a list of runs can be narrowed by. <see cref="All"/> is on every listed run, so that an unfiltered list is no special case.</summary>
internal enum FacetKind
{
    All,
    Status,
    Service,
    Agent,
    Env,
    Release,
    Session,
    Model,
    Tool,
    Tag,
}
