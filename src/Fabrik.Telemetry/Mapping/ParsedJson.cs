using System.Buffers;
using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>JSON that came as text inside attributes. Owns the parsed documents: what it returned is dead once it is disposed.</summary>
internal sealed class ParsedJson : IDisposable
{
    private const int MaxDepth = 48;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static readonly SearchValues<char> AfterBracket = SearchValues.Create("\"{[]-0123456789tfn");

    private readonly List<JsonDocument> _documents = [];

    /// <summary>
    /// The object or array the text holds; null for anything else, for bad JSON, for repeated keys and for escapes that
    /// are no characters (lone surrogates): such text stays text.
    /// </summary>
    public JsonElement? TryParse(string? text)
    {
        if (text is null || !LooksLikeJson(text)) return null;
        try
        {
            var document = JsonDocument.Parse(text, Options);
            _documents.Add(document);
            return SpellsSurrogates(text) && !IsReadable(document.RootElement) ? null : document.RootElement;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <param name="written">JSON of our own making, well-formed but for its depth.</param>
    public JsonElement? TryParse(ReadOnlyMemory<byte> written)
    {
        try
        {
            var document = JsonDocument.Parse(written, Options);
            _documents.Add(document);
            return document.RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var document in _documents) document.Dispose();
        _documents.Clear();
    }

    // Emitters in Python often send repr() of a dict: told apart here without the cost of an exception.
    private static bool LooksLikeJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2) return false;
        var inside = trimmed[1..].TrimStart();
        return (trimmed[0], trimmed[^1]) switch
        {
            ('{', '}') => inside[0] is '"' or '}',
            ('[', ']') => AfterBracket.Contains(inside[0]),
            _ => false,
        };
    }

    // Only an escape can spell half a surrogate pair, and reading one throws.
    private static bool SpellsSurrogates(string text) =>
        text.Contains("\\ud", StringComparison.Ordinal) || text.Contains("\\uD", StringComparison.Ordinal);

    private static bool IsReadable(JsonElement root)
    {
        try
        {
            Walk(root);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        static void Walk(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    _ = element.GetString();
                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray()) Walk(item);
                    break;
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                    {
                        _ = property.Name;
                        Walk(property.Value);
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
