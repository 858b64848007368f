using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Otlp;

internal sealed class OtlpHttpFormat : IRefusalFormat
{
    public static OtlpHttpFormat Instance { get; } = new();

    public Task WriteAsync(HttpContext context, Refusal refusal) => ProblemFormat.Instance.WriteAsync(context, refusal);
}
