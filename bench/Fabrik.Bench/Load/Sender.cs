using System.Diagnostics;
using System.Net.Http.Headers;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Load;

/// <summary>Posts requests over a few connections, each as soon as the one before was answered.</summary>
internal static class Sender
{
    /// <param name="make">Makes the n-th request for a connection. A connection's last body is free again when it asks for the next.</param>
    /// <returns>Seconds from the first request to the last answer. Throws when anything but 200 comes back.</returns>
    public static async Task<double> PostAsync(
        FabrikProcess server, int connections, int requests, string contentType, Func<int, int, Request> make)
    {
        using var client = server.Client(connections);
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            int request;
            while ((request = Interlocked.Increment(ref next)) < requests) await PostAsync(client, contentType, make(connection, request));
        })));
        return clock.Elapsed.TotalSeconds;
    }

    public static async Task PostAsync(HttpClient client, string contentType, Request request)
    {
        using var content = new ReadOnlyMemoryContent(request.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var answer = await client.PostAsync(new Uri(request.Path, UriKind.Relative), content);
        if (answer.StatusCode != System.Net.HttpStatusCode.OK)
            throw new InvalidOperationException($"{request.Path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");

        // An OTLP answer with a body says that something was rejected.
        if (contentType == SpanBodies.ContentType && answer.Content.Headers.ContentLength > 0)
            throw new InvalidOperationException($"{request.Path} rejected some of the spans.");
    }
}
