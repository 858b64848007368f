using Fabrik.Core.Runs;
using Fabrik.Core.Text;

namespace Fabrik.Store.Evidence;

/// <summary>
/// What makes two steps of one id the same step: SHA-256, cut to 16 bytes, of everything the emitter sent. Left out is what
/// our own rules add and may add otherwise after an upgrade: provenance, the computed cost, the count of redactions.
/// </summary>
internal static class StepDigest
{
    public const int Size = 16;

    private const int UsualRowSize = 1024;

    /// <param name="step">In its stored form.</param>
    public static byte[] Of(Step step)
    {
        var buffer = new DigestBuffer(UsualRowSize + step.Payload.Length);
        buffer.Add(step.Id.Value);
        buffer.Add(step.ParentId?.Value);
        buffer.Add(WireName.Of(step.Kind));
        buffer.Add(step.Name);
        buffer.Add(WireName.Of(step.Status));
        buffer.Add(step.StartedAt.Nanoseconds);
        buffer.Add(step.EndedAt?.Nanoseconds);
        buffer.Add(step.Service);
        buffer.Add(step.Agent);
        buffer.Add(step.Env);
        buffer.Add(step.Model);
        buffer.Add(step.RequestModel);
        buffer.Add(step.Provider);
        buffer.Add(step.Tool);
        buffer.Add(step.ToolCallId);
        buffer.Add(step.Usage?.Input);
        buffer.Add(step.Usage?.CacheRead);
        buffer.Add(step.Usage?.CacheWrite);
        buffer.Add(step.Usage?.Output);
        buffer.Add(step.Usage?.Reasoning);
        buffer.Add(step.Cost?.Reported?.Pico);
        buffer.Add(step.Error?.Type);
        buffer.Add(step.Error?.Message);
        buffer.Add(step.InputPreview);
        buffer.Add(step.OutputPreview);
        buffer.Add((long?)step.Span?.Kind);
        buffer.Add(step.Span?.Trace.ToString());
        buffer.Add(step.Span?.Route);
        buffer.Add(step.Span?.DbSystem);
        buffer.Add(step.Span?.HttpStatus);
        buffer.Add(step.Span?.ForeignRunId);
        buffer.Add(step.Truncated ? 1 : 0);
        buffer.Add(step.Payload.Span);
        var digest = buffer.Hash();
        buffer.Dispose();
        return digest;
    }
}
