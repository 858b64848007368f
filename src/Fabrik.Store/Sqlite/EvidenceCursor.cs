namespace Fabrik.Store.Sqlite;

/// <summary>The last row of a page of evidence: its place in the part's order, and its key.</summary>
internal readonly record struct EvidenceCursor(long Position, long Key);
