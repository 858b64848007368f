using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace CheckoutService.Telemetry;

internal sealed class RunLabelsOnLogs : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (Activity.Current is { } activity) data.Attributes = [.. data.Attributes ?? [], .. RunLabels.Of(activity)];
    }
}
