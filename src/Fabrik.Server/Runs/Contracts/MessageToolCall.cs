using System.Text.Json;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record MessageToolCall
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public JsonElement? Arguments { get; init; }
}
