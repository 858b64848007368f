using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>What counts as a failed request: an error status, or an answer of 500 and above. 4xx are the caller's and counted apart.</summary>
internal static class Failure
{
    public static bool Is(SpanSample span) => span.Error is not null || span.HttpStatus >= 500;

    public static bool IsCallers(SpanSample span) => !Is(span) && span.HttpStatus is >= 400 and < 500;
}
