using Fabrik.Llm.Deterministic;

namespace Fabrik.Llm.Serving;

/// <summary>A chat request, read from either wire format.</summary>
internal sealed record ChatRequest(
    string Model, IReadOnlyList<ConversationMessage> Messages, bool Stream, bool IncludeUsage, int? MaxTokens);
