using System.Collections.Frozen;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>International bank account numbers (ISO 13616): country, its length, and the remainder 1 modulo 97; plain or in groups of four.</summary>
internal static class Iban
{
    private const int MaxLength = 34;

    /// <summary>Length by country, from the SWIFT IBAN registry.</summary>
    private static readonly FrozenDictionary<int, byte> Lengths = Parse(
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 "
        + "GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
        + "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        + "UA29 VA22 VG24 XK20 YE30");

    /// <param name="digit">The first of the two check digits.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, int digit, out SecretMatch match)
    {
        match = default;
        var start = digit - 2;
        if (start < 0 || digit + 1 >= text.Length || !Bytes.IsUpper(text[start]) || !Bytes.IsUpper(text[start + 1])) return false;
        if (!Bytes.IsDigit(text[digit + 1]) || !Bytes.IsWordStart(text, start)) return false;
        if (!Lengths.TryGetValue((text[start] << 8) | text[start + 1], out var length)) return false;

        Span<byte> account = stackalloc byte[MaxLength];
        var (taken, at) = (0, start);
        while (taken < length)
        {
            // A group of four may be followed by one space.
            if (at < text.Length && taken > 0 && taken % 4 == 0 && text[at] == (byte)' ') at++;
            if (at >= text.Length || !Bytes.IsLetterOrDigit(text[at])) return false;
            account[taken++] = text[at++];
        }

        if (!Bytes.IsWordEnd(text, at) || Remainder(account[..length]) != 1) return false;
        match = new(start, at, ValueRules.Iban);
        return true;
    }

    private static int Remainder(ReadOnlySpan<byte> account)
    {
        var remainder = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var c = account[(i + 4) % account.Length];
            remainder = Bytes.IsDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + (c & ~0x20) - 'A' + 10) % 97;
        }

        return remainder;
    }

    private static FrozenDictionary<int, byte> Parse(string table) =>
        table.Split(' ').ToFrozenDictionary(e => (e[0] << 8) | e[1], e => byte.Parse(e.AsSpan(2)));
}
