using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Otlp;

internal static class OtlpEndpoints
{
    public static void MapOtlp(this IEndpointRouteBuilder app)
    {
    }
}
