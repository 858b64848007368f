using Fabrik.Core.Scope;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(100, LogLevel.Error, "The store refused {Batches} batches of tenant {Tenant}; their senders were told to send them again.")]
    public static partial void CommitFailed(ILogger logger, TenantId tenant, int batches, Exception failure);
}
