using System.Globalization;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Verdicts;

/// <summary>Names one verdict in its project.</summary>
public readonly record struct VerdictId(Guid Value)
{
    /// <summary>The id that follows from what was judged and concluded: a verdict sent twice is one verdict.</summary>
    public static VerdictId Of(string kind, RunId? run, ReadOnlySpan<byte> report)
    {
        var buffer = new DigestBuffer(256 + report.Length);
        buffer.Add(kind);
        buffer.Add(run?.Value);
        buffer.Add(report);
        var id = new Guid(buffer.Hash(), bigEndian: true);
        buffer.Dispose();
        return new VerdictId(id);
    }

    public static bool TryParse(string? text, out VerdictId id)
    {
        // The length keeps out the white space that Guid would pass over: an id has one spelling.
        var ok = Guid.TryParseExact(text, "D", out var value) && text!.Length == 36;
        id = ok ? new VerdictId(value) : default;
        return ok;
    }

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}
