using System.Text;
using Fabrik.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Fabrik.Server.OpenApi;

/// <summary><c>GET /v1/openapi.json</c>: OpenAPI 3.1, the same bytes from every server of a version. Open to anybody: it holds no data.</summary>
internal sealed class OpenApiEndpoint(IServiceProvider services)
{
    public const string DocumentName = "v1";
    private readonly Lazy<Task<byte[]>> _document = new(() => WriteAsync(services));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/openapi.json", HandleAsync).Described("getOpenApi", "Session", "This description")
            .Answers<object>();

    private static async Task HandleAsync(HttpContext context, OpenApiEndpoint endpoint)
    {
        var document = await endpoint._document.Value;
        context.Response.ContentType = HttpAnswers.Json;
        await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
        var document = await provider.GetOpenApiDocumentAsync();
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n") + "\n");
    }
}
