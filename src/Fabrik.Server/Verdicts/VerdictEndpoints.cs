using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Security;
using Fabrik.Server.Verdicts.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Verdicts;

/// <summary>The table of contents of this folder: what judges concluded, of a run and of all of them.</summary>
internal static class VerdictEndpoints
{
    private const string Tag = "Verdicts";

    public static void MapVerdicts(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").WithMetadata(Access.KeyOrSession);

        routes.MapPost("/v1/verdicts", SaveVerdict.HandleAsync).Described("saveVerdict", Tag, "Keeps a judge's report; the same again is the same verdict")
            .Takes<VerdictInput>().Answers<VerdictView>().Answers<VerdictView>(StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/v1/verdicts", ReadVerdicts.ListAsync).Described("listVerdicts", Tag, "Lists verdicts, newest first, without reports")
            .TakesQuery(VerdictListQuery.Parameters).Answers<VerdictPage>().Refuses();
        routes.MapGet("/v1/verdicts/{verdict_id}", ReadVerdicts.OneAsync).Described("getVerdict", Tag, "Reads a verdict with its report")
            .Answers<VerdictView>().Refuses();
        routes.MapGet("/v1/runs/{run_id}/verdicts", ReadVerdicts.OfRunAsync)
            .Described("listRunVerdicts", Tag, "Lists a run's verdicts, newest first, without reports; the run need not be here")
            .TakesQuery(VerdictListQuery.OfRunParameters).Answers<VerdictPage>().Refuses();
    }
}
