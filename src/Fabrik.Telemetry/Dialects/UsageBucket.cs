namespace Fabrik.Telemetry.Dialects;

/// <summary>A token count as emitters send it; whether they overlap is for <see cref="UsageRule"/> to say.</summary>
internal enum UsageBucket
{
    Input,
    CacheRead,
    CacheWrite,
    Output,
    Reasoning,

    /// <summary>Input and output together; used only where one of them is missing.</summary>
    Total,
}
