using System.Text.Json;
using Fabrik.Core.Time;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record PayloadEvent
{
    public required UnixTime Time { get; init; }

    public required string Name { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
