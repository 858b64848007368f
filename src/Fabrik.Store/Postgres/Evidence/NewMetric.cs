using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Postgres.Evidence;

internal sealed record NewMetric(EvidencePlace Place, MetricEntry Metric);
