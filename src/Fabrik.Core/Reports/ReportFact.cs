namespace Fabrik.Core.Reports;

/// <summary>A named thing worth knowing beside the verdict, e.g. <c>window</c>, <c>2026-02-11T10:15:00Z to …</c>.</summary>
public sealed record ReportFact(string Name, string Value);
