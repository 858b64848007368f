namespace Fabrik.Laos.Load.K6;

/// <summary>k6's exit codes in words.</summary>
internal static class K6Exit
{
    public const int ThresholdCrossed = 99;

    /// <summary>Null where the test itself worked: it ended well, or a threshold was crossed.</summary>
    public static string? Problem(int code) => code switch
    {
        0 or ThresholdCrossed => null,
        97 => "the cloud run failed or was aborted",
        98 => "the cloud run's progress could not be followed",
        100 => "setup() took too long",
        101 => "teardown() took too long",
        102 => "it took too long",
        103 => "it was stopped through k6's REST server",
        104 => "k6 can't use its options",
        105 => "it was aborted by a signal",
        106 => "k6's REST server can't be started",
        107 => "the script raised an exception",
        108 => "the script aborted the test",
        109 => "k6 itself broke",
        110 => "the script marked the test as failed",
        255 => "k6 can't read the script",
        _ => $"k6 ended with code {code}",
    };
}
