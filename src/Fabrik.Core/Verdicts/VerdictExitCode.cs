namespace Fabrik.Core.Verdicts;

public static class VerdictExitCode
{
    public static ExitCode ToExitCode(this VerdictStatus status) => status switch
    {
        VerdictStatus.Pass => ExitCode.Pass,
        VerdictStatus.Fail => ExitCode.Findings,
        VerdictStatus.Inconclusive => ExitCode.Inconclusive,
        _ => ExitCode.Unreachable,
    };
}
