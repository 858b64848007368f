namespace Fabrik.Store.Runs;

/// <summary>How firmly a trace is bound to its run, weakest first.</summary>
internal enum TraceClaim
{
    /// <summary>Only infrastructure spans came: they wait under the trace's id.</summary>
    Evidence,

    /// <summary>Agent work came, and no name: it joined by the trace's id or resumed an interrupted run.</summary>
    Joined,

    /// <summary>The emitter named the run. This stands.</summary>
    Named,
}
