using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Fabrik.Store;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Runs;

/// <summary>Reads below a run: its steps, one step, its log lines.</summary>
internal static class ReadSteps
{
    private const int MaxLogs = 1000;

    public static QueryParameter[] StepParameters { get; } =
    [
        new("after", "Only steps that arrived after this sequence number.") { Max = long.MaxValue },
        new("limit", "How many; 1,000 where it is absent.") { Min = 1, Max = StepQuery.MaxLimit },
        new("spans", "Whether infrastructure spans are included.") { IsFlag = true },
    ];

    public static QueryParameter[] LogParameters { get; } =
    [
        new("contains", "Only lines whose body contains this text, exactly."),
        new("min_severity", "Only lines of this OTLP severity number or above.") { Max = 24 },
        new("limit", "How many; 100 where it is absent.") { Min = 1, Max = MaxLogs },
    ];

    public static async Task ListAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        var query = new StepQuery
        {
            After = reader.Number("after") ?? 0,
            Limit = (int)(reader.Number("limit") ?? 1000),
            IncludeSpans = reader.Flag("spans"),
        };
        if (await RunAsync(context, store, reader) is not { } run) return;

        var page = await store.Runs.StepsAsync(RequestScope.Of(context).Scope, run, query, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, new StepPage
        {
            Steps = [.. page.Items.Select(s => StepView.Of(s))],
            NextAfter = page.Next,
        });
    }

    public static async Task OneAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        var step = reader.Errors.Count == 0 && RunRoute.Run(context) is { } run && RunRoute.Step(context) is { } id
            ? await store.Runs.StepAsync(RequestScope.Of(context).Scope, run, id, context.RequestAborted)
            : null;
        if (reader.Errors.Count > 0) await context.RefuseAsync(Refusals.Invalid(reader.Errors));
        else if (step is null) await context.RefuseAsync(Refusals.NotFound("step"));
        else await context.AnswerAsync(StatusCodes.Status200OK, StepView.Of(step, withPayload: true));
    }

    public static async Task LogsAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        var (contains, severity, limit) = (reader.Text("contains"), (int)(reader.Number("min_severity") ?? 0), (int)(reader.Number("limit") ?? 100));
        if (await RunAsync(context, store, reader) is not { } run) return;

        var scope = RequestScope.Of(context).Scope;
        var query = new LogQuery { Scope = new RunScope(run), Contains = contains, MinSeverity = severity, Limit = limit };
        var logs = await store.Logs.FindAsync(scope, query, context.RequestAborted);
        var counts = await store.Logs.CountAsync(scope, query, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, new LogPage
        {
            Logs = [.. logs.Select(LogView.Of)],
            Total = counts.Total,
            Errors = counts.Errors,
        });
    }

    /// <summary>The run of the path, or null after refusing.</summary>
    private static async ValueTask<RunId?> RunAsync(HttpContext context, IFabrikStore store, QueryReader reader)
    {
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return null;
        }

        if (RunRoute.Run(context) is { } run && await store.Runs.GetAsync(RequestScope.Of(context).Scope, run, context.RequestAborted) is not null) return run;
        await context.RefuseAsync(RunRoute.NoSuchRun);
        return null;
    }
}
