namespace Fabrik.Llm.Serving;

internal enum WireFormat
{
    OpenAi,
    OllamaChat,
    OllamaGenerate,
}
