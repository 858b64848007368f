namespace Fabrik.Laos.Judging.Rules;

/// <summary>A run whose spans also name another run can't pass: whose they are is not known.</summary>
internal static class ContaminationRule
{
    public static void Apply(Docket docket, Contamination contamination)
    {
        if (contamination.ForeignSpans == 0) return;
        var runs = string.Join(", ", contamination.Runs.Take(3)) + (contamination.Runs.Count > 3 ? ", …" : "");
        docket.Skip(
            "laos.contamination",
            contamination.ForeignSpans == 1 ? $"1 span of this run also names {runs}" : $"{contamination.ForeignSpans} spans of this run also name {runs}",
            "spans that name one run only");
    }
}
