using Fabrik.Core.Time;

namespace Fabrik.Store.Verdicts;

/// <summary>The last verdict of a page. Like a run's cursor it only positions a read of one's own.</summary>
public readonly record struct VerdictCursor(UnixTime CreatedAt, VerdictId Verdict);
