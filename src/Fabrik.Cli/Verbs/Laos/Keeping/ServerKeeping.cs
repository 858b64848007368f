using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Cli.Failures;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Load;

namespace Fabrik.Cli.Verbs.Laos.Keeping;

/// <summary>Through a running server, with an API key.</summary>
internal sealed class ServerKeeping : IKeeping
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    private ServerKeeping(HttpClient client, TimeProvider time) => (_client, _time) = (client, time);

    public static ServerKeeping At(string url, string key, TimeProvider time)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CliFailure(ExitCode.Usage, $"FABRIK_URL '{url}' is not an http URL");

        // A redirect would carry the key to a host that nobody named.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Limit };
        client.DefaultRequestHeaders.Add("x-api-key", key);
        return new ServerKeeping(client, time);
    }

    public async Task DeclareAsync(LoadPlan plan, CancellationToken cancellation)
    {
        var declared = await PostAsync("v1/runs", new JsonObject
        {
            ["run_id"] = plan.Run.Value,
            ["name"] = $"load of {plan.BaseUrl}",
            ["service"] = plan.Scope.Service,
            ["agent"] = plan.Scope.Agent,
            ["env"] = plan.Scope.Env,
            ["started_at"] = UnixTime.Now(_time).ToString(),
        }, cancellation);
        if (declared == HttpStatusCode.Conflict) throw new CliFailure(ExitCode.Usage, $"there is a run {plan.Run} already", "leave --run out, or give another name");
    }

    public Task FinishAsync(LoadRun run, bool interrupted, CancellationToken cancellation) => PostAsync($"v1/runs/{run.Scope.Run}:finish", new JsonObject
    {
        ["status"] = WireName.Of(run.Status(interrupted)),
        ["ended_at"] = run.Until.ToString(),
        ["error"] = run.Outcome.Problem is { } problem ? new JsonObject { ["type"] = "load", ["message"] = problem } : null,
    }, cancellation);

    public Task KeepAsync(LintReport report, string json, CancellationToken cancellation) => PostAsync("v1/verdicts", VerdictJson.Of(report, json), cancellation);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpStatusCode> PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        var what = $"POST {_client.BaseAddress}{path}";
        try
        {
            using var answer = await _client.PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), cancellation);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict) return answer.StatusCode;
            var said = await answer.Content.ReadAsStringAsync(cancellation);
            throw new CliFailure(ExitCode.Unreachable, $"{what} answered {(int)answer.StatusCode}: {(said.Length > 300 ? said[..300] : said)}", "check FABRIK_API_KEY, and that the server is as new as this command");
        }
        catch (HttpRequestException e)
        {
            throw new CliFailure(ExitCode.Unreachable, $"{what} failed: {e.Message}", "check FABRIK_URL, or unset it to keep nothing");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CliFailure(ExitCode.Unreachable, $"{what} gave no answer within {Limit.TotalSeconds:0} s", "check FABRIK_URL, or unset it to keep nothing");
        }
    }
}
