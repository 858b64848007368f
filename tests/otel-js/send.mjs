// Sends the same spans, log records and metrics by one transport: node send.mjs proto|http|grpc URL
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { AggregationTemporality, AggregationType, MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

const [transport, url, compression] = process.argv.slice(2);
const exporters = {
  trace: (await import(`@opentelemetry/exporter-trace-otlp-${transport}`)).OTLPTraceExporter,
  logs: (await import(`@opentelemetry/exporter-logs-otlp-${transport}`)).OTLPLogExporter,
  metrics: (await import(`@opentelemetry/exporter-metrics-otlp-${transport}`)).OTLPMetricExporter,
};
// The default of 10 s is short for a machine that is busy with other tests.
const options = (signal) => ({ url: transport === "grpc" ? url : `${url}/v1/${signal}`, compression: compression ?? "none", timeoutMillis: 60_000 });

const resource = resourceFromAttributes({ "service.name": "shop-js", "service.instance.id": "i-1", "process.argv": ["node", "send.mjs"] });
const start = (nanos) => [1795173388, 840371515 + nanos];
const traceId = "bcc4b409ba7265a2baf47708b5235dbc";
const parent = { traceId, spanId: "00f067aa0ba902b7", traceFlags: 1, isRemote: true };

const tracers = new TracerProvider({
  resource,
  idGenerator: { generateTraceId: () => traceId, generateSpanId: () => "aca6059d7952b1d7" },
  spanLimits: { attributeCountLimit: 8, eventCountLimit: 2 },
  spanProcessors: [new SimpleSpanProcessor({ exporter: new exporters.trace(options("traces")) })],
});
const tracer = tracers.getTracer("shop.checkout", "1.2.3");
const span = tracer.startSpan(
  "POST /checkout ☃",
  { kind: SpanKind.SERVER, startTime: start(0), links: [{ context: { traceId, spanId: "0000000000000009", traceFlags: 0 }, attributes: { retry: 2 } }] },
  trace.setSpanContext(ROOT_CONTEXT, parent),
);
span.setAttributes({
  "http.request.method": "POST",
  cached: true,
  whole: -42,
  safe: Number.MAX_SAFE_INTEGER,
  ratio: 0.1,
  texts: ["a", "grüß", ""],
  numbers: [1, 2.5, -3],
  flags: [true, false],
  dropped: "over the sender's limit",
});
span.addEvent("first, dropped by the sender", {}, start(1));
span.addEvent("cache.miss", { key: "basket" }, start(2));
span.addEvent("exception", { "exception.type": "TypeError", "exception.message": "boom" }, start(3));
span.setStatus({ code: SpanStatusCode.ERROR, message: "boom" });
span.end(start(4));
await tracers.forceFlush();
const root = tracer.startSpan("root", { root: true, startTime: start(0) });
root.setStatus({ code: SpanStatusCode.OK });
root.end(start(0));

const loggers = new LoggerProvider({ resource, processors: [new SimpleLogRecordProcessor({ exporter: new exporters.logs(options("logs")) })] });
const logger = loggers.getLogger("shop.log", "4.5");
logger.emit({
  timestamp: start(5),
  observedTimestamp: start(6),
  severityNumber: SeverityNumber.ERROR2,
  severityText: "ERROR2",
  eventName: "payment.failed",
  body: { message: "payment failed", tries: 3, codes: [1, "two", null], raw: new Uint8Array([0, 1, 255]) },
  attributes: { "order.id": 7, nested: { deep: { deeper: true } } },
  context: trace.setSpanContext(ROOT_CONTEXT, parent),
});
await loggers.forceFlush();
logger.emit({ timestamp: start(7), observedTimestamp: start(7), body: "plain" });

const meters = new MeterProvider({
  resource,
  views: [
    { instrumentName: "size", aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM, options: { maxSize: 20 } } },
    { instrumentName: "latency", aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: [0.1, 1, 10] } } },
  ],
  readers: [
    new PeriodicExportingMetricReader({
      exporter: new exporters.metrics({ ...options("metrics"), temporalityPreference: AggregationTemporality.CUMULATIVE }),
      exportIntervalMillis: 3_600_000,
    }),
  ],
});
const meter = meters.getMeter("shop.meter", "6");
meter.createCounter("orders", { unit: "{order}" }).add(3, { shop: "a" });
meter.createUpDownCounter("queue").add(-2.5);
meter.createObservableGauge("temperature", { unit: "Cel" }).addCallback((result) => result.observe(21.5, { room: "1" }));
const latency = meter.createHistogram("latency", { unit: "s" });
for (const value of [0.05, 0.5, 5, 50]) latency.record(value, { route: "/" });
const size = meter.createHistogram("size", { unit: "By" });
for (const value of [0, 1, 2, 4, 1000]) size.record(value);

// One after the other, so that everything arrives in this order and once.
for (const provider of [tracers, loggers, meters]) await provider.shutdown();
