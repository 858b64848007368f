using System.Text;
using Fabrik.Core.Text;

namespace Fabrik.Server.Http;

/// <summary>Reads an enum's wire name without making a string.</summary>
internal static class EnumNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly (byte[] Name, TEnum Value)[] All =
        [.. Enum.GetValues<TEnum>().Select(v => (Encoding.UTF8.GetBytes(WireName.Of(v)), v))];

    public static bool TryRead(ref BodyReader body, out TEnum value)
    {
        foreach (var (name, candidate) in All)
        {
            value = candidate;
            if (body.NameIs(name)) return true;
        }

        value = default;
        return false;
    }
}
