using System.Buffers;
using System.Text;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>
/// Keys of clouds, code hosts, payment and model providers by their published prefixes, and JWTs (RFC 7519).
/// A match reaches to the end of the key's alphabet, so a glued-on tail is hidden with it.
/// </summary>
internal static class KeyFormats
{
    private const int MostLookedAt = 200;

    private static readonly KeyFormat[] Formats = Sorted(
    [
        .. Of("aws_access_key", 16, KeyShape.UpperAndDigits, "AKIA", "ASIA", "ABIA", "ACCA"),
        .. Of("google_api_key", 35, KeyShape.Any, "AIza"),
        .. Of("google_client_secret", 24, KeyShape.Any, "GOCSPX-"),
        .. Of("github", 36, KeyShape.Any, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        .. Of("github", 22, KeyShape.Any, "github_pat_"),
        .. Of("gitlab", 20, KeyShape.Any, "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glimt-", "glagent-"),
        .. Of("slack", 10, KeyShape.Any, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-"),
        .. Of("stripe", 16, KeyShape.Any, "sk_live_", "rk_live_", "sk_test_", "rk_test_", "whsec_"),
        .. Of("anthropic", 16, KeyShape.Any, "sk-ant-"),
        .. Of("openai", 16, KeyShape.Any, "sk-proj-", "sk-svcacct-", "sk-admin-"),
        .. Of("openai", 20, KeyShape.Random, "sk-"),
        .. Of("openrouter", 16, KeyShape.Any, "sk-or-v1-"),
        .. Of("langfuse", 16, KeyShape.Any, "sk-lf-"),
        .. Of("langsmith", 16, KeyShape.Any, "lsv2_pt_", "lsv2_sk_"),
        .. Of("hugging_face", 30, KeyShape.Random, "hf_"),
        .. Of("groq", 40, KeyShape.Random, "gsk_"),
        .. Of("xai", 40, KeyShape.Random, "xai-"),
        .. Of("perplexity", 40, KeyShape.Random, "pplx-"),
        .. Of("nvidia", 40, KeyShape.Random, "nvapi-"),
        .. Of("replicate", 36, KeyShape.Random, "r8_"),
        .. Of("npm", 36, KeyShape.Random, "npm_"),
        .. Of("pypi", 40, KeyShape.Any, "pypi-AgE"),
        .. Of("digitalocean", 40, KeyShape.Any, "dop_v1_", "doo_v1_"),
        .. Of("databricks", 32, KeyShape.Random, "dapi"),
        .. Of("grafana", 32, KeyShape.Any, "glsa_", "glc_"),
        .. Of("shopify", 32, KeyShape.Random, "shpat_", "shpca_", "shppa_", "shpss_"),
        .. Of("sentry", 32, KeyShape.Any, "sntrys_", "sntryu_"),
        .. Of("brevo", 40, KeyShape.Any, "xkeysib-"),
        .. Of("age", 40, KeyShape.Any, "AGE-SECRET-KEY-1"),
        new("eyJ", ValueRules.Jwt, 10, KeyShape.Jwt),
    ]);

    private static readonly SearchValues<string> Prefixes = SearchValues.Create([.. Formats.Select(f => f.Prefix)], StringComparison.Ordinal);

    /// <summary>Looks for keys that begin between <paramref name="start"/> and <paramref name="end"/>, a run of ASCII.</summary>
    public static void Find(ReadOnlySpan<byte> text, int start, int end, ref List<SecretMatch>? found)
    {
        char[]? rented = null;
        var chars = end - start <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(end - start);
        Ascii.ToUtf16(text[start..end], chars, out var length);
        var (from, wordEnd) = (0, start);
        while (from < length && chars[from..length].IndexOfAny(Prefixes) is >= 0 and var offset)
        {
            from += offset;
            if (start + from >= wordEnd) wordEnd = Bytes.EndOf(Bytes.Word, text, start + from);
            var matchEnd = Match(text, start + from, wordEnd, chars[from..length], out var rule);
            if (matchEnd > 0) (found ??= []).Add(new(start + from, matchEnd, rule!));
            from = matchEnd > 0 ? matchEnd - start : from + 1;
        }

        if (rented is not null) ArrayPool<char>.Shared.Return(rented, clearArray: true);
    }

    private static int Match(ReadOnlySpan<byte> text, int at, int wordEnd, ReadOnlySpan<char> chars, out RedactionRule? rule)
    {
        rule = null;
        foreach (var format in Formats)
        {
            if (!chars.StartsWith(format.Prefix, StringComparison.Ordinal)) continue;
            var rest = at + format.Prefix.Length;
            if (wordEnd - rest < format.MinRest) continue;
            var end = format.Shape switch
            {
                KeyShape.UpperAndDigits => HasUpperAndDigits(text[rest..(rest + format.MinRest)]) ? wordEnd : 0,
                KeyShape.Random => Bytes.IsWordStart(text, at) && HasRandomStretch(text[rest..Math.Min(wordEnd, rest + MostLookedAt)]) ? wordEnd : 0,
                KeyShape.Jwt => EndOfJwt(text, wordEnd),
                _ => wordEnd,
            };
            if (end == 0) continue;
            rule = format.Rule;
            return end;
        }

        return 0;
    }

    private static bool HasUpperAndDigits(ReadOnlySpan<byte> rest)
    {
        foreach (var c in rest)
        {
            if (!Bytes.IsUpper(c) && !Bytes.IsDigit(c)) return false;
        }

        return true;
    }

    private static bool HasRandomStretch(ReadOnlySpan<byte> rest)
    {
        var (length, digit) = (0, false);
        foreach (var c in rest)
        {
            (length, digit) = Bytes.IsLetterOrDigit(c) ? (length + 1, digit || Bytes.IsDigit(c)) : (0, false);
            if (length >= 16 && digit) return true;
        }

        return false;
    }

    /// <summary>Header, payload and what follows in dotted parts: JWS has three, JWE five. Zero when no second part follows.</summary>
    private static int EndOfJwt(ReadOnlySpan<byte> text, int end)
    {
        var parts = 1;
        while (end + 1 < text.Length && text[end] == (byte)'.' && parts < 5)
        {
            var next = Bytes.EndOf(Bytes.Word, text, end + 1);
            if (parts == 1 && next - end - 1 < 4) return 0;
            end = next;
            parts++;
        }

        return parts > 1 ? end : 0;
    }

    /// <summary>Longer prefixes first: <c>sk-ant-</c> before <c>sk-</c>.</summary>
    private static KeyFormat[] Sorted(IEnumerable<KeyFormat> formats) => [.. formats.OrderByDescending(f => f.Prefix.Length)];

    private static IEnumerable<KeyFormat> Of(string name, int minRest, KeyShape shape, params string[] prefixes)
    {
        var rule = new RedactionRule("value:" + name, RedactionKind.ApiKey);
        return prefixes.Select(p => new KeyFormat(p, rule, minRest, shape));
    }
}
