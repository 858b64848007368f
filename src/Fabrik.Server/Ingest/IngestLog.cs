using Fabrik.Core.Scope;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(100, LogLevel.Error, "The store refused {Batches} batches of tenant {Tenant} together. Those that it does not take in smaller groups, or by themselves, are to be sent again.")]
    public static partial void CommitFailed(ILogger logger, TenantId tenant, int batches, Exception failure);
}
