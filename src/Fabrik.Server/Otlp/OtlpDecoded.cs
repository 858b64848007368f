using Fabrik.Store.Evidence;

namespace Fabrik.Server.Otlp;

/// <summary>A request ready for the store.</summary>
/// <param name="Items">How many the batch holds.</param>
/// <param name="Rejected">How many were sent and are not in it.</param>
internal sealed record OtlpDecoded(IngestBatch Batch, int Items, int Rejected, string? Reason);
