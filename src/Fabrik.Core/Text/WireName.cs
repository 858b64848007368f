using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Fabrik.Core.Text;

/// <summary>
/// An enum's one spelling outside the process: snake_case of its member, in JSON, SQL and reports alike.
/// </summary>
public static class WireName
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[Unsafe.BitCast<TEnum, int>(value)]!;

    /// <summary>Exact match only: wire names are lower case.</summary>
    public static bool TryParse<TEnum>([NotNullWhen(true)] string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        var known = Names<TEnum>.ByName.TryGetValue(text ?? "", out var number);
        value = Unsafe.BitCast<int, TEnum>(number);
        return known;
    }

    public static TEnum Parse<TEnum>(string text)
        where TEnum : struct, Enum =>
        TryParse<TEnum>(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is not one of {string.Join(", ", All<TEnum>())}.");

    public static IEnumerable<string> All<TEnum>()
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(Of);

    // By number, not by member: a dictionary over each enum would have to be compiled at every start.
    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<string, int> ByName = new(StringComparer.Ordinal);

        /// <summary>Null at numbers that are no member.</summary>
        public static readonly string?[] ByValue;

        static Names()
        {
            foreach (var member in Enum.GetValues<TEnum>())
                ByName.Add(JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()), Unsafe.BitCast<TEnum, int>(member));

            ByValue = new string?[ByName.Values.Max() + 1];
            foreach (var (name, number) in ByName) ByValue[number] = name;
        }
    }
}
