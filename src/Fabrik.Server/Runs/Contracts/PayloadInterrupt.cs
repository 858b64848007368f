using System.Text.Json;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record PayloadInterrupt
{
    public string? Id { get; init; }

    public JsonElement? Value { get; init; }
}
