using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Runs;

/// <summary>The last run of a page. It names no tenant: a cursor from elsewhere only positions a read of one's own runs.</summary>
public readonly record struct RunCursor(UnixTime StartedAt, RunId Run);
