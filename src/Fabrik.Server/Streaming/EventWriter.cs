using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fabrik.Server.Http;

namespace Fabrik.Server.Streaming;

/// <summary>Writes server-sent events (WHATWG HTML, section 9.2). Flushing waits for a slow reader, so nothing piles up here.</summary>
internal sealed class EventWriter(PipeWriter output) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(output, ApiJson.WriterOptions);

    /// <param name="id">Where a reader resumes after this event; null leaves that as it was.</param>
    public void Event<T>(string name, long? id, T data, JsonTypeInfo<T> type)
    {
        Text($"event: {name}\n");
        if (id is { } position) Text(string.Create(CultureInfo.InvariantCulture, $"id: {position}\n"));
        Text("data: ");
        _json.Reset();
        JsonSerializer.Serialize(_json, data, type);
        Text("\n\n");
    }

    /// <summary>A line readers ignore; it shows that the stream lives.</summary>
    public void Comment(string text) => Text($": {text}\n\n");

    /// <summary>How long a reader waits before it connects again.</summary>
    public void Retry(TimeSpan wait) => Text(string.Create(CultureInfo.InvariantCulture, $"retry: {wait.TotalMilliseconds:F0}\n\n"));

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellation) => output.FlushAsync(cancellation);

    public void Dispose() => _json.Dispose();

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);
}
