using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Http;

/// <summary>What the API's description says of an endpoint, in the words of <c>docs/api.md</c>.</summary>
internal static class EndpointDescription
{
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string id, string tag, string summary) =>
        endpoint.WithName(id).WithTags(tag).WithSummary(summary);

    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new BodyContract(typeof(TBody), HttpAnswers.Json));

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) =>
        endpoint.WithMetadata([.. parameters]);

    public static RouteHandlerBuilder Answers<TBody>(
        this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK, string contentType = HttpAnswers.Json) =>
        endpoint.Produces(status, typeof(TBody), contentType);

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status) => endpoint.Produces(status);

    /// <summary>Besides these: 400, 401 and 404, which every protected address may answer.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        int[] always = [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status404NotFound];
        foreach (var status in always.Concat(statuses).Order()) endpoint.Produces(status, typeof(Problem), Problem.ContentType);
        return endpoint;
    }
}
