using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <param name="Errors">Lines of severity ERROR and above.</param>
public sealed record LogSample(long Lines, long Errors, UnixTime? LastSeen);
