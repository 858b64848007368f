using System.Diagnostics;
using OpenTelemetry;

namespace CheckoutService.Telemetry;

internal sealed class RunLabelsOnSpans : BaseProcessor<Activity>
{
    // At the end: the header of a request is only read once its span has begun.
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in RunLabels.Of(data)) data.SetTag(name, value);
    }
}
