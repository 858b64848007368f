namespace Fabrik.Bench.Results;

/// <summary>What a value must reach or must not exceed.</summary>
internal readonly record struct Bound(double Value, bool IsMinimum)
{
    public static Bound AtLeast(double value) => new(value, IsMinimum: true);

    public static Bound AtMost(double value) => new(value, IsMinimum: false);

    public bool Holds(double value) => IsMinimum ? value >= Value : value <= Value;

    public override string ToString() => $"{(IsMinimum ? "≥" : "≤")} {Value:#,0.##}";
}
