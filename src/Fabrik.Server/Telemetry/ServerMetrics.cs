using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fabrik.Server.Ingest;

namespace Fabrik.Server.Telemetry;

/// <summary>Fabrik's own metrics and traces, both named <see cref="Name"/>.</summary>
internal sealed class ServerMetrics : IDisposable
{
    public const string Name = "Fabrik.Server";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _items;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _turnedAway;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _commit;
    private readonly UpDownCounter<long> _streams;

    public ServerMetrics(IngestBudget budget)
    {
        _items = _meter.CreateCounter<long>("fabrik.ingest.items", "{item}", "Steps, spans, log lines and metric points committed");
        _rejected = _meter.CreateCounter<long>("fabrik.ingest.rejected", "{item}", "Items refused as invalid");
        _turnedAway = _meter.CreateCounter<long>("fabrik.ingest.turned_away", "{request}", "Requests refused because the queue was full");
        _failures = _meter.CreateCounter<long>("fabrik.ingest.commit.failures", "{commit}", "Commits the store refused");
        _commit = _meter.CreateHistogram<double>("fabrik.ingest.commit.duration", "s", "Time of one commit");
        _streams = _meter.CreateUpDownCounter<long>("fabrik.streams", "{stream}", "Open live streams");
        _meter.CreateObservableGauge("fabrik.ingest.queue", () => budget.TotalBytes, "By", "Bytes accepted and not yet committed");
    }

    public void Committed(TimeSpan took, int items)
    {
        _commit.Record(took.TotalSeconds);
        _items.Add(items);
    }

    public void CommitFailed() => _failures.Add(1);

    public void Rejected(int items) => _rejected.Add(items);

    public void TurnedAway() => _turnedAway.Add(1);

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    public void Dispose() => _meter.Dispose();
}
