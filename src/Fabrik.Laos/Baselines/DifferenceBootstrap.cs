using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines;

/// <summary>What resampling says of the difference of two sides.</summary>
/// <param name="Interval">95 %, of run less baseline.</param>
/// <param name="P">Two-sided: twice the share of differences on the far side of zero, the observed one counted too.</param>
internal readonly record struct DifferenceBootstrap(Interval Interval, double P)
{
    public const int Resamples = 2000;

    /// <summary>Where runs are too few to tell their noise: runs with replacement, and in each a value resampled from its own requests.</summary>
    public static DifferenceBootstrap OfRequests(Side run, Side baseline, Scale scale) => Of(Nested(run, baseline, scale), Nested(baseline, run, scale));

    /// <summary>
    /// Where there are runs enough: what they deviate by holds the noise within them too, and resampling that once more would count it twice
    /// (Davison and Hinkley, "Bootstrap Methods and their Application" (1997), section 3.8). The sides share their deviations, so a lone run
    /// may lie as far off as any other. Where no run deviates at all, as with errors that never happened, the noise within is what is left.
    /// </summary>
    public static DifferenceBootstrap OfRuns(Side run, Side baseline, Scale scale)
    {
        double[] deviations = [.. Deviations(run, scale), .. Deviations(baseline, scale)];
        if (deviations.All(d => d == 0)) return OfRequests(run, baseline, scale);
        Array.Sort(deviations);
        return Of(Shifted(run, deviations, scale), Shifted(baseline, deviations, scale));
    }

    private static DifferenceBootstrap Of(double[] runs, double[] baselines)
    {
        double[] differences = [.. runs.Zip(baselines, (r, b) => r - b)];
        Array.Sort(differences);
        var notAbove = 1 + differences.Count(d => d <= 0);
        var notBelow = 1 + differences.Count(d => d >= 0);
        return new(
            new Interval(Quantile.Type7(differences, 0.025), Quantile.Type7(differences, 0.975)),
            Math.Min(1, 2.0 * Math.Min(notAbove, notBelow) / (Resamples + 1)));
    }

    private static double[] Nested(Side side, Side other, Scale scale)
    {
        var (random, within) = (side.Draws(), side.Within);
        var (centres, drawn) = (new double[Resamples], new double[within.Length]);
        for (var i = 0; i < Resamples; i++)
        {
            if (within.Length == 1)
            {
                // A lone run may lie as far off as any run of the other side lies off its centre.
                var off = other.Values.Length > 1 ? scale.To(other.Values[random.NextInt(other.Values.Length)]) - scale.To(other.Centre) : 0;
                centres[i] = scale.From(scale.To(within[0][i]) + off);
                continue;
            }

            for (var j = 0; j < drawn.Length; j++)
            {
                var run = within[random.NextInt(drawn.Length)];
                drawn[j] = run[random.NextInt(run.Length)];
            }

            centres[i] = Scale.Centre(drawn);
        }

        return centres;
    }

    private static double[] Shifted(Side side, double[] deviations, Scale scale)
    {
        var (random, centre) = (side.Draws(), scale.To(side.Centre));
        var (centres, drawn) = (new double[Resamples], new double[side.Values.Length]);
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < drawn.Length; j++) drawn[j] = deviations[random.NextInt(deviations.Length)];
            centres[i] = scale.From(centre + Scale.Centre(drawn));
        }

        return centres;
    }

    /// <summary>From the side's mean, stretched by what estimating that mean takes away; none of a lone run.</summary>
    private static IEnumerable<double> Deviations(Side side, Scale scale)
    {
        if (side.Values.Length < 2) return [];
        double[] values = [.. side.Values.Select(scale.To)];
        var (mean, stretch) = (values.Average(), Math.Sqrt(values.Length / (values.Length - 1.0)));
        return values.Select(v => (v - mean) * stretch);
    }
}
