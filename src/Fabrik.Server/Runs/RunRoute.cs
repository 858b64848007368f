using Fabrik.Core.Scope;
using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Runs;

/// <summary>Ids in a path. One that can't be an id names nothing: not found, like every other that isn't there.</summary>
internal static class RunRoute
{
    /// <summary>For messages about an id that is none.</summary>
    public const string IdRule = "expected 1 to 128 characters of A-Z a-z 0-9 . _ : -, the first a letter or a digit";

    public static Refusal NoSuchRun { get; } = Refusals.NotFound("run");

    public static RunId? Run(HttpContext context) =>
        RunId.TryParse(context.GetRouteValue("run_id") as string, out var run) ? run : null;

    public static StepId? Step(HttpContext context) =>
        StepId.TryParse(context.GetRouteValue("step_id") as string, out var step) ? step : null;
}
