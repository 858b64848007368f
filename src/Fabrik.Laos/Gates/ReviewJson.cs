using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fabrik.Laos.Gates;

/// <summary>Review files as their other writers leave them: two spaces, a newline at the end, letters as they are.</summary>
internal static class ReviewJson
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject document) => document.ToJsonString(Layout) + "\n";

    /// <summary>Null when the text is no JSON object.</summary>
    public static JsonObject? TryRead(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { MaxDepth = 64 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
