using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Server.Http;

/// <summary>An enum by its wire name.</summary>
internal sealed class WireNameConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
