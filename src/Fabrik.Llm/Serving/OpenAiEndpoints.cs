using System.Globalization;
using System.Text.Json.Nodes;
using Fabrik.Llm.Deterministic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Llm.Serving;

/// <summary><c>/v1/chat/completions</c> and <c>/v1/models</c>, as OpenAI's clients expect them.</summary>
internal sealed class OpenAiEndpoints(DeterministicModel model, TimeProvider time)
{
    private long _served;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/chat/completions", ChatAsync);
        routes.MapGet("/v1/models", http => Answers.JsonAsync(http, 200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. model.Models.Select(m => new JsonObject { ["id"] = m, ["object"] = "model", ["created"] = 0, ["owned_by"] = "fabrik" })]),
        }));
    }

    private async Task ChatAsync(HttpContext http)
    {
        if (await RequestBody.ReadAsync(http) is not { } body)
        {
            await FailAsync(http, 413, "the body is larger than 8 MiB", "invalid_request_error");
            return;
        }

        if (!ChatRequestReader.TryRead(body, WireFormat.OpenAi, out var request, out var error))
        {
            await FailAsync(http, 400, error!, "invalid_request_error");
            return;
        }

        if (model.Answer(request!.Model, request.Messages, request.MaxTokens) is not { } answer)
        {
            await FailAsync(http, 404, $"model \"{request.Model}\" not found: the script has {string.Join(", ", model.Models)}", "invalid_request_error");
            return;
        }

        var pace = new Pace(time);
        await pace.WaitAsync(answer.TimeToFirstToken, http.RequestAborted);
        if (answer.Failure is { } failure)
        {
            await FailAsync(http, failure.Status, failure.Message, "server_error");
            return;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"chatcmpl-{Interlocked.Increment(ref _served)}");
        if (request.Stream) await StreamAsync(http, request, answer, id, pace);
        else await WholeAsync(http, request, answer, id, pace);
    }

    private async Task WholeAsync(HttpContext http, ChatRequest request, ModelAnswer answer, string id, Pace pace)
    {
        foreach (var wait in answer.Waits) await pace.WaitAsync(wait, http.RequestAborted);
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.Pieces.Count == 0 ? null : answer.Text };
        if (answer.ToolCalls.Count > 0) message["tool_calls"] = new JsonArray([.. answer.ToolCalls.Select(c => Call(c, null))]);
        var chunk = Envelope(request, id, "chat.completion");
        chunk["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = Finish(answer) });
        chunk["usage"] = Usage(answer);
        await Answers.JsonAsync(http, 200, chunk);
    }

    private async Task StreamAsync(HttpContext http, ChatRequest request, ModelAnswer answer, string id, Pace pace)
    {
        http.Response.ContentType = "text/event-stream";
        await SendAsync(http, Chunk(request, id, new JsonObject { ["role"] = "assistant", ["content"] = answer.Pieces.FirstOrDefault() ?? "" }, null));
        for (var i = 1; i < answer.Pieces.Count; i++)
        {
            await pace.WaitAsync(answer.Waits[i - 1], http.RequestAborted);
            await SendAsync(http, Chunk(request, id, new JsonObject { ["content"] = answer.Pieces[i] }, null));
        }

        for (var i = 0; i < answer.ToolCalls.Count; i++)
        {
            await SendAsync(http, Chunk(request, id, new JsonObject { ["tool_calls"] = new JsonArray(Call(answer.ToolCalls[i], i)) }, null));
        }

        await SendAsync(http, Chunk(request, id, [], Finish(answer)));
        if (request.IncludeUsage)
        {
            var usage = Envelope(request, id, "chat.completion.chunk");
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage(answer);
            await SendAsync(http, usage);
        }

        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private JsonObject Envelope(ChatRequest request, string id, string kind) => new()
    {
        ["id"] = id,
        ["object"] = kind,
        ["created"] = time.GetUtcNow().ToUnixTimeSeconds(),
        ["model"] = request.Model,
        ["system_fingerprint"] = "fp_fabrik",
    };

    private JsonObject Chunk(ChatRequest request, string id, JsonObject delta, string? finish)
    {
        var chunk = Envelope(request, id, "chat.completion.chunk");
        chunk["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish });
        return chunk;
    }

    private static JsonObject Call(ToolRequest call, int? index)
    {
        var json = new JsonObject
        {
            ["id"] = call.Id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Tool, ["arguments"] = call.Arguments },
        };
        if (index is { } position) json["index"] = position;
        return json;
    }

    private static string Finish(ModelAnswer answer) => answer.Cut ? "length" : answer.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    private static JsonObject Usage(ModelAnswer answer) => new()
    {
        ["prompt_tokens"] = answer.PromptTokens,
        ["completion_tokens"] = answer.CompletionTokens,
        ["total_tokens"] = answer.PromptTokens + answer.CompletionTokens,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 0 },
    };

    private static async Task SendAsync(HttpContext http, JsonObject chunk)
    {
        await http.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static Task FailAsync(HttpContext http, int status, string message, string type) => Answers.JsonAsync(http, status, new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = null },
    });
}
