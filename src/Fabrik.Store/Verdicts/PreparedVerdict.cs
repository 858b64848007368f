using Fabrik.Core.Text;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Verdicts;

/// <summary>A verdict in its stored form, with what is computed of it before the writer is taken.</summary>
/// <param name="Digest">What makes two verdicts of one id the same: SHA-256, cut to 16 bytes, of all but the time.</param>
/// <param name="Report">Packed.</param>
internal sealed record PreparedVerdict(StoredVerdict Verdict, byte[] Digest, byte[] Report)
{
    public static PreparedVerdict Of(StoredVerdict verdict)
    {
        if (verdict.Report.Length > StoredVerdict.MaxReportBytes)
            throw new ArgumentException($"A report of {verdict.Report.Length} bytes is not kept; at most {StoredVerdict.MaxReportBytes} are.", nameof(verdict));
        var stored = StoredForm.Of(verdict);
        return new PreparedVerdict(stored, DigestOf(stored), PayloadCodec.Encode(stored.Report.Span));
    }

    private static byte[] DigestOf(StoredVerdict verdict)
    {
        var buffer = new DigestBuffer(512 + verdict.Report.Length);
        buffer.Add(verdict.Kind);
        buffer.Add(verdict.Run?.Value);
        buffer.Add(verdict.Service);
        buffer.Add(verdict.Agent);
        buffer.Add(verdict.Env);
        buffer.Add(WireName.Of(verdict.Status));
        buffer.Add(verdict.Summary);
        buffer.Add(verdict.Fingerprint);
        buffer.Add(verdict.Headline);
        buffer.Add(verdict.Report.Span);
        var digest = buffer.Hash();
        buffer.Dispose();
        return digest;
    }
}
