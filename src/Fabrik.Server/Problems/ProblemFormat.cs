using Fabrik.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Problems;

/// <summary><c>application/problem+json</c>.</summary>
internal sealed class ProblemFormat : IRefusalFormat
{
    public static ProblemFormat Instance { get; } = new();

    public static string TypeOf(string kind) => "urn:fabrik:problem:" + kind;

    public Task WriteAsync(HttpContext context, Refusal refusal) => context.AnswerAsync(refusal.Status, Of(context, refusal), Problem.ContentType);

    private static Problem Of(HttpContext context, Refusal refusal) => new()
    {
        Type = TypeOf(refusal.Kind),
        Title = refusal.Title,
        Status = refusal.Status,
        Detail = refusal.Detail,
        RequestId = context.TraceIdentifier,
        Errors = refusal.Errors,
    };
}
