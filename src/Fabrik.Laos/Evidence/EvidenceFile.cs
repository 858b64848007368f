using System.IO.Compression;
using System.Security.Cryptography;

namespace Fabrik.Laos.Evidence;

/// <summary>
/// A run's evidence as a file, <c>reports/evidence/RUN.json.gz</c>: gzip over one JSON document, with the spans in columns. The same evidence
/// has the same document, in whatever order its spans came, so its digest names it.
/// </summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Digest">Of the document before compression: <c>sha256:…</c>.</param>
public sealed record EvidenceFile(ReadOnlyMemory<byte> Bytes, string Digest)
{
    /// <summary>Names the document's shape; another number is another shape.</summary>
    public const string Format = "fabrik.laos_evidence/1";

    private const int MaxCompressed = 256 << 20;
    private const int MaxDocument = 1 << 30;

    public static EvidenceFile Encode(RunEvidence evidence)
    {
        var document = EvidenceWriter.Write(evidence);
        using var packed = new MemoryStream(document.Length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(document.Span);
        return new EvidenceFile(packed.GetBuffer().AsMemory(0, (int)packed.Length), DigestOf(document.Span));
    }

    /// <summary>Never throws on what the bytes hold.</summary>
    public static EvidenceReading Decode(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxCompressed) return EvidenceReading.Failed($"it is larger than {MaxCompressed >> 20} MiB");
        byte[] document;
        try
        {
            using var packed = new MemoryStream(file.ToArray(), writable: false);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var block = new byte[1 << 16];
            while (gzip.Read(block) is > 0 and var read)
            {
                if (unpacked.Length + read > MaxDocument) return EvidenceReading.Failed($"it unpacks to more than {MaxDocument >> 20} MiB");
                unpacked.Write(block, 0, read);
            }

            document = unpacked.ToArray();
        }
        catch (InvalidDataException e)
        {
            return EvidenceReading.Failed($"it is not gzip: {e.Message}");
        }

        return EvidenceReader.Read(document) switch
        {
            { Evidence: not null } reading => reading with { Digest = DigestOf(document) },
            var failed => failed,
        };
    }

    private static string DigestOf(ReadOnlySpan<byte> document) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(document));
}
