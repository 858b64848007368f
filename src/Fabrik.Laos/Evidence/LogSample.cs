using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <param name="Errors">Lines of severity ERROR and above.</param>
/// <param name="ErrorsBy">How an error line was told, e.g. <c>detected_level</c>; null where the source has but one way.</param>
/// <param name="RunIn">Where the run id was found: <c>label</c>, <c>structured metadata</c>, <c>JSON body</c>; null where the source has but one place.</param>
public sealed record LogSample(long Lines, long Errors, UnixTime? LastSeen, string? ErrorsBy = null, string? RunIn = null)
{
    public static LogSample None { get; } = new(0, 0, null);
}
