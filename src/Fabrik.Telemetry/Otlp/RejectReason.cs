namespace Fabrik.Telemetry.Otlp;

/// <summary>Reasons that more than one reader gives. Reasons are fixed texts, so that equal ones can be counted.</summary>
internal static class RejectReason
{
    public const string NotProtobuf = "it is not well-formed protobuf";
    public const string TimeOutOfRange = "a time is after the year 2262";
    public const string TooManyBuckets = "it has more buckets or quantiles than the limit";
    public const string CountTooLarge = "a count is over 2^63-1";
}
