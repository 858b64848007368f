using Fabrik.Laos.Config;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Gates;

/// <summary>
/// What a lint does in the review loop (laos.md §6): the files of Smithers, in its shapes, with keys of our own beside them that its readers
/// leave alone. Pure: what lies in the folder is an argument, and what somebody else wrote there stays.
/// </summary>
public static class LintGate
{
    /// <param name="existing">A file's text by name; null when there is none.</param>
    /// <param name="verify">The command that shows a task is done.</param>
    public static IReadOnlyList<GateFile> Of(LintReport report, GateMode mode, Func<string, string?> existing, string verify) => mode switch
    {
        GateMode.Review => [ReviewFile.Of(report, verify)],
        GateMode.Todo => [ReviewFile.Of(report, verify), TodoFile.Of(report, existing(TodoFile.Name), verify)],
        GateMode.Human => [HumanGateFile.Of(report, existing(HumanGateFile.Name))],
        _ => [],
    };
}
