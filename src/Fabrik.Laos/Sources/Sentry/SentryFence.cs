using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Writes a fence as an event of its own group. Its event id comes from its token, so that a repeated try makes no second event.</summary>
internal sealed class SentryFence(BackendClient client, SentryDsn dsn) : IDisposable
{
    /// <summary>The tag that carries the token.</summary>
    public const string TokenTag = "fabrik_fence";

    /// <summary>The tag that carries the run's id, whatever the service itself calls it.</summary>
    public const string RunTag = "run_id";

    public async Task WriteAsync(Fence fence, CancellationToken cancellation)
    {
        var envelope = Envelope(fence);
        var answer = await client.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, $"api/{Uri.EscapeDataString(dsn.Project)}/envelope/") { Content = new ByteArrayContent(envelope) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-sentry-envelope");
                request.Headers.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=fabrik/1, sentry_key={dsn.Key}");
                return request;
            },
            cancellation);

        // A refusal may repeat the DSN with its key, so that its text is left out.
        if (!answer.IsSuccess)
        {
            throw new SourceUnreachableException(
                SentrySource.SourceName,
                $"{SentrySource.SourceName}: {dsn.Base} answered {(int)answer.Status} to the fence",
                "check the DSN in the variable that sources.sentry.dsn_env names");
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Three lines: the envelope's header, the item's header with its length in bytes, the event.</summary>
    public static byte[] Envelope(Fence fence)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fence.Token)).AsSpan(0, 16));
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["event_id"] = id,
            ["timestamp"] = fence.At.ToString(),
            ["platform"] = "other",
            ["level"] = "info",
            ["logger"] = "fabrik",
            ["message"] = Fence.Service,
            ["fingerprint"] = new[] { Fence.Service },
            ["tags"] = new Dictionary<string, string> { [RunTag] = fence.Run.Value, ["service"] = Fence.Service, [TokenTag] = fence.Token },
        });
        return [.. Encoding.UTF8.GetBytes($"{{\"event_id\":\"{id}\"}}\n{{\"type\":\"event\",\"length\":{body.Length}}}\n"), .. body, (byte)'\n'];
    }
}
