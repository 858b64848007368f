using System.Globalization;

namespace Fabrik.Core.Runs;

/// <summary>Money as whole picodollars (1e-12 USD), so sums are exact in any store; at most about 9.2 million USD.</summary>
public readonly record struct Usd(long Pico) : IComparable<Usd>
{
    private const decimal PicoPerDollar = 1_000_000_000_000m;

    /// <summary>Rounds half to even at the picodollar. False when negative or too large to hold.</summary>
    public static bool TryFrom(decimal dollars, out Usd usd)
    {
        usd = default;
        if (dollars < 0 || dollars > long.MaxValue / PicoPerDollar) return false;
        usd = new Usd((long)Math.Round(dollars * PicoPerDollar, MidpointRounding.ToEven));
        return true;
    }

    public decimal ToDecimal() => Pico / PicoPerDollar;

    public int CompareTo(Usd other) => Pico.CompareTo(other.Pico);

    public static Usd operator +(Usd a, Usd b) => new(checked(a.Pico + b.Pico));

    public override string ToString() => ToDecimal().ToString("0.############", CultureInfo.InvariantCulture);
}
