using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>What a Tempo lets be asked, and what it hides.</summary>
/// <param name="Version">Without the leading v; null when it does not say.</param>
/// <param name="EndCutoff">Searches never see the spans of this last stretch before now.</param>
/// <param name="MaxTraces">Of one answer; null for no limit.</param>
/// <param name="SpansPerSet">The most spans of one trace in an answer.</param>
/// <param name="MaxRange">Of one search; null for no limit.</param>
/// <param name="Told">False when the server would not print its configuration, so these are the defaults of its version.</param>
internal sealed record TempoLimits(string? Version, TimeSpan EndCutoff, int? MaxTraces, int SpansPerSet, TimeSpan? MaxRange, bool Told)
{
    private const int DefaultSpans = 100;
    private static readonly TimeSpan DefaultRange = TimeSpan.FromHours(168);
    private static readonly TimeSpan CutoffOf3 = TimeSpan.FromSeconds(30);

    /// <summary>Of a version that does not say, the current one is assumed.</summary>
    public bool KnowsParents => Major is null or > 2 || Minor >= 8;

    private int? Major => Part(0);

    private int? Minor => Part(1);

    /// <param name="printed">Of <c>/status/config</c>.</param>
    public static TempoLimits From(string? version, PrintedConfig printed)
    {
        var plain = new TempoLimits(version?.TrimStart('v'), TimeSpan.Zero, null, DefaultSpans, DefaultRange, Told: false);
        var byVersion = plain with { EndCutoff = plain.Major is null or > 2 ? CutoffOf3 : TimeSpan.Zero };
        if (printed.Text("query_frontend.search.max_duration") is null) return byVersion;

        // Printed configuration leaves out a cutoff of zero; a limit of zero is none.
        return byVersion with
        {
            EndCutoff = printed.Duration("query_frontend.query_end_cutoff") ?? TimeSpan.Zero,
            MaxTraces = printed.Whole("query_frontend.search.max_result_limit") is > 0 and var traces ? traces : null,
            SpansPerSet = printed.Whole("query_frontend.search.max_spans_per_span_set") is > 0 and var spans ? Math.Min(spans, DefaultSpans) : DefaultSpans,
            MaxRange = printed.Duration("query_frontend.search.max_duration") is { Ticks: > 0 } range ? range : null,
            Told = true,
        };
    }

    private int? Part(int index) => Version?.Split('.', '-') is { } parts && parts.Length > index && int.TryParse(parts[index], out var number) ? number : null;
}
