namespace Fabrik.Bench.Load;

/// <param name="Path">With the leading slash.</param>
internal readonly record struct Request(string Path, ReadOnlyMemory<byte> Body);
