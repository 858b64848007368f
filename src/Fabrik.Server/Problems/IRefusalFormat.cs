using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Problems;

/// <summary>How an endpoint words a refusal: endpoint metadata; problem+json where there is none.</summary>
internal interface IRefusalFormat
{
    Task WriteAsync(HttpContext context, Refusal refusal);
}
