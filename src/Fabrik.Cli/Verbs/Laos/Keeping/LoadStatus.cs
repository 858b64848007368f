using Fabrik.Core.Runs;
using Fabrik.Laos.Load;

namespace Fabrik.Cli.Verbs.Laos.Keeping;

/// <summary>How a load ends as a run.</summary>
internal static class LoadStatus
{
    public static RunStatus Status(this LoadRun run, bool interrupted) =>
        interrupted ? RunStatus.Cancelled : run.Outcome is { Problem: null, Crossed.Count: 0 } ? RunStatus.Ok : RunStatus.Failed;
}
