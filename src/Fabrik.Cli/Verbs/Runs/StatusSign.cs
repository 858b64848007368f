using Fabrik.Cli.Terminal;
using Fabrik.Core.Runs;

namespace Fabrik.Cli.Verbs.Runs;

/// <summary>A status as a sign and a style; the word always stands beside it.</summary>
internal static class StatusSign
{
    public static (string Sign, Style Style) Of(RunStatus status) => status switch
    {
        RunStatus.Running => ("◐", Style.Active),
        RunStatus.Ok => ("✓", Style.Good),
        RunStatus.Failed => ("✕", Style.Bad),
        RunStatus.Interrupted => ("‖", Style.Attention),
        _ => ("⊘", Style.Dim),
    };

    public static (string Sign, Style Style) Of(StepStatus status) => status switch
    {
        StepStatus.Running => ("◐", Style.Active),
        StepStatus.Ok => ("✓", Style.Good),
        StepStatus.Error => ("✕", Style.Bad),
        StepStatus.Interrupted => ("‖", Style.Attention),
        StepStatus.Ambiguous => ("?", Style.Unsure),
        _ => ("⊘", Style.Bad),
    };
}
