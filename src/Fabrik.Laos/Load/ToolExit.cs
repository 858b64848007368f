namespace Fabrik.Laos.Load;

/// <summary>How a tool ended and what it left.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Interrupted">It was told to end early.</param>
/// <param name="Output">Its standard output, the last <see cref="MaxOutput"/> characters.</param>
/// <param name="LastError">The last line on standard error that is not blank; empty when there is none.</param>
/// <param name="Result">What it wrote to its result file; null when there is none.</param>
public sealed record ToolExit(int Code, bool Interrupted, string Output, string LastError, byte[]? Result)
{
    public const int MaxOutput = 4 << 20;

    /// <summary>The largest result file that is read, in bytes.</summary>
    public const int MaxResult = 64 << 20;
}
