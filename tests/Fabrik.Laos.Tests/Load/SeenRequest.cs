namespace Fabrik.Laos.Tests.Load;

internal sealed record SeenRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string TraceId => Header("traceparent")!.Split('-')[1];
}
