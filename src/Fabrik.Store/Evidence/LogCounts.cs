using Fabrik.Core.Time;

namespace Fabrik.Store.Evidence;

/// <param name="Errors">Lines of severity 17 (ERROR) and above.</param>
/// <param name="LastSeen">The newest matching line; null for none.</param>
public sealed record LogCounts(long Total, long Errors, UnixTime? LastSeen);
