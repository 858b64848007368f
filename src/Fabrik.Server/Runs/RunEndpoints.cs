using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Runs;

/// <summary>The table of contents of this folder: every address below <c>/v1/runs</c>.</summary>
internal static class RunEndpoints
{
    private const string Tag = "Runs";
    private const int Conflict = StatusCodes.Status409Conflict;
    private const int TooLarge = StatusCodes.Status413PayloadTooLarge;
    private const int WrongType = StatusCodes.Status415UnsupportedMediaType;
    private const int CrossSite = StatusCodes.Status403Forbidden;
    private const int Full = StatusCodes.Status429TooManyRequests;
    private const int Down = StatusCodes.Status503ServiceUnavailable;

    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").WithMetadata(Access.KeyOrSession);

        routes.MapPost("/v1/runs", DeclareRun.HandleAsync).Described("declareRun", Tag, "Declares a run before its steps arrive")
            .Takes<RunDeclarationInput>().Answers<RunView>().Answers<RunView>(StatusCodes.Status201Created)
            .Refuses(CrossSite, Conflict, TooLarge, WrongType, Down);
        routes.MapPost("/v1/runs/{run_id}/steps", AppendSteps.HandleAsync).Described("appendSteps", Tag, "Appends 1 to 1,000 steps; an unknown run is made")
            .Takes<StepsInput>().Answers<StepsAppended>().Answers<StepsProblem>(Conflict, Problem.ContentType)
            .Refuses(CrossSite, TooLarge, WrongType, Full, Down);
        routes.MapPost("/v1/runs/{run_id}:finish", FinishRun.HandleAsync).Described("finishRun", Tag, "Ends a run")
            .Takes<RunEndInput>().Answers<RunView>().Refuses(CrossSite, Conflict, TooLarge, WrongType, Down);

        routes.MapGet("/v1/runs", ReadRuns.ListAsync).Described("listRuns", Tag, "Lists runs, newest first")
            .TakesQuery(RunListQuery.Parameters).Answers<RunPage>().Refuses();
        routes.MapGet("/v1/runs/{run_id}", ReadRuns.OneAsync).Described("getRun", Tag, "Reads a run").Answers<RunView>().Refuses();
        routes.MapGet("/v1/runs/{run_id}/steps", ReadSteps.ListAsync).Described("listSteps", Tag, "Lists a run's steps in order of arrival, without payloads")
            .TakesQuery(ReadSteps.StepParameters).Answers<StepPage>().Refuses();
        routes.MapGet("/v1/runs/{run_id}/steps/{step_id}", ReadSteps.OneAsync).Described("getStep", Tag, "Reads a step with its payload")
            .Answers<StepView>().Refuses();
        routes.MapGet("/v1/runs/{run_id}/logs", ReadSteps.LogsAsync).Described("listLogs", Tag, "Lists a run's log lines, newest first")
            .TakesQuery(ReadSteps.LogParameters).Answers<LogPage>().Refuses();
        routes.MapGet("/v1/runs/{run_id}/export", ExportRun.HandleAsync)
            .Described("exportRun", Tag, "Streams the run, then each step with its payload, one JSON document a line")
            .Answers<string>(StatusCodes.Status200OK, ExportRun.ContentType).Refuses();
        routes.MapGet("/v1/facets", ReadRuns.FacetsAsync).Described("getFacets", Tag, "The values the filters can take").Answers<FacetsView>().Refuses();
    }
}
