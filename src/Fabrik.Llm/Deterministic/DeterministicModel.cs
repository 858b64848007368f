using System.Text;
using System.Text.Json;
using Fabrik.Core.Randomness;

namespace Fabrik.Llm.Deterministic;

/// <summary>
/// A chat model that follows a script: the first rule whose conditions hold answers, at a pace drawn from the script's
/// seed and the conversation. The same conversation gets the same bytes at the same pace, in any order of calls.
/// </summary>
public sealed class DeterministicModel(ModelScript script)
{
    private const int BytesPerToken = 4;

    public IReadOnlyList<string> Models { get; } = [.. script.Models.Select(m => m.Name)];

    /// <returns>Null when the script has no such model.</returns>
    public ModelAnswer? Answer(string model, IReadOnlyList<ConversationMessage> conversation, int? maxTokens)
    {
        if (script.Models.FirstOrDefault(m => m.Name == model) is not { } scripted) return null;

        var draw = new Draws((ulong)script.Seed, model, conversation);
        var prompt = conversation.Sum(m => Tokens(m.Content) + m.ToolCalls.Sum(c => Tokens(c.Arguments)) + 3);
        var rule = script.Rules.FirstOrDefault(r => r.When.Holds(conversation));

        var text = Fill(rule?.Say ?? "", conversation);
        var pieces = Pieces(text);
        var cut = maxTokens is { } most && pieces.Count > most;
        if (cut) pieces = pieces.GetRange(0, maxTokens!.Value);
        var calls = (rule?.Call ?? []).Select((c, i) => new ToolRequest(draw.CallId(i), c.Tool, c.ArgumentsJson())).ToList();

        var perToken = TimeSpan.FromSeconds(1 / (rule?.TokensPerSecond ?? scripted.TokensPerSecond));
        var first = rule?.TimeToFirstToken ?? scripted.TimeToFirstToken;
        return new ModelAnswer
        {
            Pieces = pieces,
            ToolCalls = calls,
            PromptTokens = prompt,
            CompletionTokens = Math.Max(1, pieces.Count + calls.Sum(c => Tokens(c.Arguments) + Tokens(c.Tool))),
            Cut = cut,
            TimeToFirstToken = first * draw.Around(0, scripted.Jitter),
            Waits = [.. Enumerable.Range(1, Math.Max(0, pieces.Count - 1)).Select(i => perToken * draw.Around(i, scripted.Jitter))],
            Failure = rule?.Fail,
        };
    }

    private static int Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    private static string Fill(string template, IReadOnlyList<ConversationMessage> conversation) => template
        .Replace("{{tool_result}}", conversation.LastOrDefault(m => m.Role == "tool")?.Content ?? "", StringComparison.Ordinal)
        .Replace("{{user}}", conversation.LastOrDefault(m => m.Role == "user")?.Content ?? "", StringComparison.Ordinal);

    /// <summary>Splits after each word, and long words every <see cref="BytesPerToken"/> characters, never inside a surrogate pair.</summary>
    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = i + 1;
            var boundary = end == text.Length || text[end] == ' ' || (end - start >= BytesPerToken && !char.IsHighSurrogate(text[i]));
            if (!boundary) continue;
            pieces.Add(text[start..end]);
            start = end;
        }

        return pieces;
    }

    /// <summary>A stream of its own for each conversation with each model.</summary>
    private sealed class Draws(ulong seed, string model, IReadOnlyList<ConversationMessage> conversation)
    {
        private readonly CounterRandom _random = CounterRandom.From(seed, model, JsonSerializer.Serialize(conversation));

        public double Around(int position, double jitter) => 1 + (jitter * ((2 * Unit(_random.At((ulong)position))) - 1));

        public string CallId(int position) => $"call_{_random.Fork("call").At((ulong)position):x16}";

        private static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
    }
}
