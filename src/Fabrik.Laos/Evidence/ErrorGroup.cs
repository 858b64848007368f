using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <summary>Errors of one cause as an error tracker groups them, counted within the run only.</summary>
/// <param name="Title">Type and message.</param>
/// <param name="Count">Events of this run; never the group's lifetime count.</param>
/// <param name="Culprit">Route, function or transaction, where told.</param>
/// <param name="Trace">One example.</param>
/// <param name="Link">The group in the tracker's own pages; null where there is none.</param>
public sealed record ErrorGroup(string Title, long Count, UnixTime LastSeen, string? Culprit = null, TraceId? Trace = null, string? Link = null);
