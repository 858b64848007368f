using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Fabrik.Llm.Tests.Support;

/// <summary>
/// Keys and types of a JSON document. The files in <c>Serving/shapes</c> are those of real answers: Ollama 0.9.6 and its
/// OpenAI endpoint, each value replaced by the name of its type.
/// </summary>
internal static class Shape
{
    /// <summary>Fails when the answer lacks a key of the real one, or has another type there. More keys are allowed.</summary>
    public static void IsThatOf(string name, JsonElement answer, [CallerFilePath] string testFile = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(testFile)!, "shapes", name + ".json");
        Compare(JsonDocument.Parse(File.ReadAllText(file)).RootElement, answer, name);
    }

    private static void Compare(JsonElement shape, JsonElement answer, string at)
    {
        switch (shape.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.True(answer.ValueKind == JsonValueKind.Object, $"{at} is {answer.ValueKind}, in the real answer an object");
                foreach (var property in shape.EnumerateObject())
                {
                    Assert.True(answer.TryGetProperty(property.Name, out var value), $"{at}.{property.Name} is missing");
                    Compare(property.Value, value, $"{at}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.True(answer.ValueKind == JsonValueKind.Array, $"{at} is {answer.ValueKind}, in the real answer an array");
                if (shape.GetArrayLength() == 0) break;
                Assert.NotEqual(0, answer.GetArrayLength());
                foreach (var item in answer.EnumerateArray()) Compare(shape[0], item, $"{at}[]");
                break;
            default:
                var type = answer.ValueKind switch
                {
                    JsonValueKind.True or JsonValueKind.False => "boolean",
                    JsonValueKind.Null => "null",
                    var kind => kind.ToString().ToLowerInvariant(),
                };
                Assert.True(type == shape.GetString(), $"{at} is {type}, in the real answer {shape.GetString()}");
                break;
        }
    }
}
