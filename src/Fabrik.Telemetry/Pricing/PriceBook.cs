using System.Collections.Frozen;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Pricing;

/// <summary>
/// A versioned table of model prices. A call is priced by the first entry that fits its provider, model, date and size; the
/// book's version goes onto the step, so a later book changes no past run. Immutable and thread-safe.
/// </summary>
public sealed class PriceBook
{
    internal const string AnyProvider = "*";
    private const decimal TokensPerPrice = 1_000_000m;

    private readonly FrozenDictionary<string, string> _providers;
    private readonly PriceEntry[] _entries;

    internal PriceBook(string version, FrozenDictionary<string, string> providers, PriceEntry[] entries) =>
        (Version, _providers, _entries) = (version, providers, entries);

    /// <summary>The book of this build: list prices of well-known models, each with its source.</summary>
    public static PriceBook Embedded { get; } = LoadEmbedded();

    public string Version { get; }

    /// <summary>Reads a book; its form is described in src/Fabrik.Telemetry/README.md.</summary>
    /// <exception cref="FormatException">Names the place, what was expected and what was found.</exception>
    public static PriceBook Load(ReadOnlySpan<byte> json) => PriceBookReader.Read(json);

    /// <summary>What a call cost. Never throws; what can't be known is null with its reason, never zero.</summary>
    /// <param name="provider">As the emitter spelt it; null searches all providers.</param>
    /// <param name="usage">Null when the call reported no tokens.</param>
    /// <param name="at">When the call started.</param>
    /// <param name="reported">What the emitter itself claimed, handed through.</param>
    public StepCost Cost(string? provider, string? model, TokenUsage? usage, UnixTime at, Usd? reported)
    {
        var (computed, reason) = Compute(provider, model, usage, at);
        return new StepCost(computed, reason, Version, reported);
    }

    private (Usd? Computed, string? Reason) Compute(string? provider, string? model, TokenUsage? usage, UnixTime at)
    {
        if (string.IsNullOrEmpty(model)) return (null, "the call names no model");
        if (usage is not { } tokens) return (null, "the call reported no token counts");

        var candidates = Candidates(provider, model);
        if (candidates.Count == 0) return (null, $"no price for model '{model}'{Of(provider)} in book {Version}");
        var dated = candidates.FindAll(e => e.IsInForce(at));
        if (dated.Count == 0) return (null, $"no price for model '{model}' on {at.ToDateTimeOffset():yyyy-MM-dd} in book {Version}");
        var entry = dated.Find(e => e.MaxInputTokens is not { } limit || tokens.TotalInput <= limit);
        if (entry is null) return (null, $"no price for model '{model}' with {tokens.TotalInput} input tokens in book {Version}");

        var total = 0m;
        foreach (var (count, price, bucket) in (ReadOnlySpan<(long, decimal?, string)>)
        [
            (tokens.Input, entry.Input, "input"), (tokens.CacheRead, entry.CacheRead, "cache_read"),
            (tokens.CacheWrite, entry.CacheWrite, "cache_write"), (tokens.Output, entry.Output, "output"),
            (tokens.Reasoning, entry.Reasoning ?? entry.Output, "reasoning"),
        ])
        {
            if (count == 0) continue;
            if (price is not { } each) return (null, $"no {bucket} price for model '{model}' in book {Version}");
            total += count * each / TokensPerPrice;
        }

        return Usd.TryFrom(total, out var cost) ? (cost, null) : (null, $"the token counts of model '{model}' come to no plausible sum");
    }

    private List<PriceEntry> Candidates(string? provider, string model)
    {
        string? canonical = null;
        if (provider is not null) _providers.TryGetValue(provider, out canonical);
        return [.. _entries.Where(e => IsOf(e) && e.Models.Any(m => m.Matches(model)))];

        bool IsOf(PriceEntry entry) => provider is null || entry.Provider == AnyProvider || entry.Provider == canonical;
    }

    private static string Of(string? provider) => provider is null ? "" : $" of provider '{provider}'";

    private static PriceBook LoadEmbedded()
    {
        using var stream = typeof(PriceBook).Assembly.GetManifestResourceStream("price-book.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Load(bytes);
    }
}
