using System.Text.Json.Nodes;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Doubles;

/// <summary>A request to a real server and what it answered, from <c>Captures/</c>.</summary>
internal sealed record CapturedExchange(string Method, string Path, string RequestBody, int Status, string Body)
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "Fabrik.Laos.Tests", "Captures");

    public static IEnumerable<string> Names(string prefix) =>
        Directory.EnumerateFiles(Folder, prefix + "*.json").Select(f => System.IO.Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static CapturedExchange Read(string name)
    {
        var exchange = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Folder, name + ".json")))!;
        var (request, response) = (exchange["request"]!, exchange["response"]!);
        var body = response["body"];
        return new CapturedExchange(
            request["method"]!.GetValue<string>(),
            request["path"]!.GetValue<string>(),
            request["body"] switch
            {
                null => "",
                JsonValue text when text.TryGetValue<string>(out var plain) => plain,
                var json => json.ToJsonString(),
            },
            response["status"]!.GetValue<int>(),
            body is JsonObject { Count: 1 } only && only["_text"] is { } words ? words.GetValue<string>() : body?.ToJsonString() ?? "");
    }
}
