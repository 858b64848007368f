using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Core.Time;
using Fabrik.Llm.Deterministic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Llm.Serving;

/// <summary><c>/api/chat</c>, <c>/api/generate</c> and what clients ask before them, as Ollama 0.9 answers.</summary>
internal sealed class OllamaEndpoints(DeterministicModel model, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/chat", http => ChatAsync(http, WireFormat.OllamaChat));
        routes.MapPost("/api/generate", http => ChatAsync(http, WireFormat.OllamaGenerate));
        routes.MapGet("/api/version", http => Answers.JsonAsync(http, 200, new JsonObject { ["version"] = "0.9.6" }));
        routes.MapGet("/api/tags", http => Answers.JsonAsync(http, 200, new JsonObject { ["models"] = new JsonArray([.. model.Models.Select(Tag)]) }));
        routes.MapGet("/api/ps", http => Answers.JsonAsync(http, 200, new JsonObject { ["models"] = new JsonArray([.. model.Models.Select(Loaded)]) }));
    }

    private static JsonObject Loaded(string name)
    {
        var loaded = Tag(name);
        loaded.Remove("modified_at");
        loaded["expires_at"] = "2318-01-01T00:00:00Z";
        loaded["size_vram"] = 0;
        return loaded;
    }

    private static JsonObject Tag(string name) => new()
    {
        ["name"] = name,
        ["model"] = name,
        ["modified_at"] = "2026-01-01T00:00:00Z",
        ["size"] = 0,
        ["digest"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))),
        ["details"] = new JsonObject { ["parent_model"] = "", ["format"] = "script", ["family"] = "fabrik", ["families"] = new JsonArray("fabrik"), ["parameter_size"] = "0", ["quantization_level"] = "none" },
    };

    private async Task ChatAsync(HttpContext http, WireFormat format)
    {
        if (await RequestBody.ReadAsync(http) is not { } body)
        {
            await FailAsync(http, 413, "the body is larger than 8 MiB");
            return;
        }

        if (body.Length == 0)
        {
            await FailAsync(http, 400, "missing request body");
            return;
        }

        if (!ChatRequestReader.TryRead(body, format, out var request, out var error))
        {
            await FailAsync(http, 400, error!);
            return;
        }

        var name = request!.Model.EndsWith(":latest", StringComparison.Ordinal) ? request.Model[..^":latest".Length] : request.Model;
        if (model.Answer(name, request.Messages, request.MaxTokens) is not { } answer)
        {
            await FailAsync(http, 404, $"model \"{request.Model}\" not found, try pulling it first");
            return;
        }

        var pace = new Pace(time);
        await pace.WaitAsync(answer.TimeToFirstToken, http.RequestAborted);
        if (answer.Failure is { } failure)
        {
            await FailAsync(http, failure.Status, failure.Message);
            return;
        }

        var firstToken = pace.Elapsed;
        if (request.Stream)
        {
            http.Response.ContentType = "application/x-ndjson";
            for (var i = 0; i < answer.Pieces.Count; i++)
            {
                if (i > 0) await pace.WaitAsync(answer.Waits[i - 1], http.RequestAborted);
                await LineAsync(http, Part(request, format, answer.Pieces[i], []));
            }

            if (answer.ToolCalls.Count > 0) await LineAsync(http, Part(request, format, "", answer.ToolCalls));
            await LineAsync(http, End(Part(request, format, "", []), format, answer, pace.Elapsed, firstToken));
        }
        else
        {
            foreach (var wait in answer.Waits) await pace.WaitAsync(wait, http.RequestAborted);
            await Answers.JsonAsync(http, 200, End(Part(request, format, answer.Text, answer.ToolCalls), format, answer, pace.Elapsed, firstToken));
        }
    }

    private JsonObject Part(ChatRequest request, WireFormat format, string text, IReadOnlyList<ToolRequest> calls)
    {
        var part = new JsonObject { ["model"] = request.Model, ["created_at"] = UnixTime.Now(time).ToString() };
        if (format == WireFormat.OllamaGenerate)
        {
            part["response"] = text;
        }
        else
        {
            var message = new JsonObject { ["role"] = "assistant", ["content"] = text };
            if (calls.Count > 0)
            {
                message["tool_calls"] = new JsonArray([.. calls.Select(c => new JsonObject
                {
                    ["function"] = new JsonObject { ["name"] = c.Tool, ["arguments"] = JsonNode.Parse(c.Arguments) },
                })]);
            }

            part["message"] = message;
        }

        part["done"] = false;
        return part;
    }

    private static JsonObject End(JsonObject part, WireFormat format, ModelAnswer answer, TimeSpan total, TimeSpan firstToken)
    {
        part["done"] = true;
        part["done_reason"] = answer.Cut ? "length" : "stop";
        if (format == WireFormat.OllamaGenerate) part["context"] = new JsonArray();
        part["total_duration"] = Nanoseconds(total);
        part["load_duration"] = 0;
        part["prompt_eval_count"] = answer.PromptTokens;
        part["prompt_eval_duration"] = Nanoseconds(firstToken);
        part["eval_count"] = answer.CompletionTokens;
        part["eval_duration"] = Nanoseconds(total - firstToken);
        return part;
    }

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;

    private static async Task LineAsync(HttpContext http, JsonObject part)
    {
        await http.Response.WriteAsync(part.ToJsonString() + "\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static Task FailAsync(HttpContext http, int status, string message) => Answers.JsonAsync(http, status, new JsonObject { ["error"] = message });
}
