namespace Fabrik.Core.Verdicts;

/// <summary>Names a piece of evidence so that it can be found again.</summary>
/// <param name="Kind">What it is: <c>step</c>, <c>trace</c>, <c>log</c>, <c>metric</c>, <c>run</c>, <c>file</c>, <c>query</c>.</param>
/// <param name="Reference">The id, or the raw query text.</param>
/// <param name="Label">How a person would name it, e.g. the span's name.</param>
/// <param name="Provenance">Where the evidence came from.</param>
public sealed record EvidencePointer(string Kind, string Reference, string? Label, Provenance Provenance);
