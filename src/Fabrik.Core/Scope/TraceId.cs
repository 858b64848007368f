using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Fabrik.Core.Scope;

/// <summary>A W3C trace id: 128 bits, not all zero, written as 32 lower-case hex digits.</summary>
public readonly record struct TraceId
{
    private TraceId(UInt128 value) => Value = value;

    public UInt128 Value { get; }

    public static bool TryCreate(UInt128 value, out TraceId id)
    {
        id = new TraceId(value);
        return value != UInt128.Zero;
    }

    public static bool TryParse([NotNullWhen(true)] string? hex, out TraceId id)
    {
        id = default;
        return hex is { Length: 32 }
            && UInt128.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && TryCreate(value, out id);
    }

    /// <summary>The run a trace belongs to when nothing else names one.</summary>
    public RunId AsRunId() => RunId.Parse(ToString());

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
