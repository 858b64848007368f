using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Pricing;

/// <summary>Reads and checks the JSON of a <see cref="PriceBook"/>; the first fault ends it with its place.</summary>
internal static class PriceBookReader
{
    private static readonly string[] BookKeys = ["version", "note", "providers", "entries"];
    private static readonly string[] EntryKeys = ["provider", "models", "from", "until", "max_input_tokens", "usd_per_million", "source"];
    private static readonly string[] PriceKeys = ["input", "cache_read", "cache_write", "output", "reasoning"];

    public static PriceBook Read(ReadOnlySpan<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new FormatException($"The price book is not JSON: {e.Message}", e);
        }

        using (document) return ReadBook(document.RootElement);
    }

    private static PriceBook ReadBook(JsonElement book)
    {
        CheckKeys(book, "$", BookKeys);
        var version = Text(Required(book, "$", "version"), "$.version");
        var providers = ReadProviders(Required(book, "$", "providers"));
        var entries = Required(book, "$", "entries");
        if (entries.ValueKind != JsonValueKind.Array) throw Fault("$.entries", "a list", entries);
        var known = providers.Values.ToHashSet(StringComparer.Ordinal);
        return new PriceBook(version, providers, [.. entries.EnumerateArray().Select((e, i) => ReadEntry(e, $"$.entries[{i}]", known))]);
    }

    // Canonical name → the spellings in use, turned round.
    private static FrozenDictionary<string, string> ReadProviders(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw Fault("$.providers", "an object of lists", json);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var provider in json.EnumerateObject())
        {
            var path = $"$.providers.{provider.Name}";
            if (provider.Value.ValueKind != JsonValueKind.Array) throw Fault(path, "a list of names", provider.Value);
            foreach (var name in provider.Value.EnumerateArray().Select(n => Text(n, path)).Prepend(provider.Name))
            {
                if (!names.TryAdd(name, provider.Name) && names[name] != provider.Name)
                    throw new FormatException($"Price book, {path}: the name '{name}' already belongs to '{names[name]}'.");
            }
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static PriceEntry ReadEntry(JsonElement json, string path, HashSet<string> providers)
    {
        CheckKeys(json, path, EntryKeys);
        var provider = Text(Required(json, path, "provider"), $"{path}.provider");
        if (provider != PriceBook.AnyProvider && !providers.Contains(provider))
            throw new FormatException($"Price book, {path}.provider: '{provider}' is not among $.providers; add it there or use \"*\".");
        var models = Required(json, path, "models");
        if (models.ValueKind != JsonValueKind.Array || models.GetArrayLength() == 0)
            throw Fault($"{path}.models", "a list of at least one model name or pattern", models);
        var prices = Required(json, path, "usd_per_million");
        CheckKeys(prices, $"{path}.usd_per_million", PriceKeys);
        return new PriceEntry
        {
            Provider = provider,
            Models = [.. models.EnumerateArray().Select((m, i) => new ModelPattern(Text(m, $"{path}.models[{i}]")))],
            From = Time(Required(json, path, "from"), $"{path}.from"),
            Until = json.TryGetProperty("until", out var until) ? Time(until, $"{path}.until") : null,
            MaxInputTokens = json.TryGetProperty("max_input_tokens", out var limit) ? Whole(limit, $"{path}.max_input_tokens") : null,
            Input = Price(prices, path, "input"),
            CacheRead = Price(prices, path, "cache_read"),
            CacheWrite = Price(prices, path, "cache_write"),
            Output = Price(prices, path, "output"),
            Reasoning = Price(prices, path, "reasoning"),
        };
    }

    private static void CheckKeys(JsonElement json, string path, string[] keys)
    {
        if (json.ValueKind != JsonValueKind.Object) throw Fault(path, "an object", json);
        foreach (var property in json.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
                throw new FormatException($"Price book, {path}: unknown key '{property.Name}'; expected one of {string.Join(", ", keys)}.");
        }
    }

    private static JsonElement Required(JsonElement json, string path, string key) =>
        json.TryGetProperty(key, out var value) ? value : throw new FormatException($"Price book, {path}: '{key}' is missing.");

    private static string Text(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 } text ? text : throw Fault(path, "a text", json);

    private static long Whole(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var whole) && whole > 0 ? whole : throw Fault(path, "a whole number above zero", json);

    private static UnixTime Time(JsonElement json, string path)
    {
        var text = Text(json, path);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) text += "T00:00:00Z";
        return UnixTime.TryParse(text, out var time) ? time : throw Fault(path, "a date such as 2026-02-11 or a time as RFC 3339", json);
    }

    private static decimal? Price(JsonElement prices, string path, string bucket)
    {
        if (!prices.TryGetProperty(bucket, out var json)) return null;
        return json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var price) && price is >= 0 and < 1_000_000
            ? price
            : throw Fault($"{path}.usd_per_million.{bucket}", "a price in USD, zero or more", json);
    }

    private static FormatException Fault(string path, string expected, JsonElement found) =>
        new($"Price book, {path}: expected {expected}, found {(found.ValueKind == JsonValueKind.Undefined ? "nothing" : Shorten(found.GetRawText()))}.");

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
