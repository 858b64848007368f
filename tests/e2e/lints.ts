import { at } from './clock'

export function measure(metric: string, value: number, limit: number, unit: string, interval: (number | null)[], state: string, more: object = {}) {
  return { metric, value, limit, unit, interval, n: 1200, of: 'requests served', state, needs_n: null, severity: 'error', ...more }
}

/** A lint report as `fabrik laos lint` writes it. */
export function lint(run_id: string, verdict: string, ms: number, more: object) {
  return {
    status: verdict === 'pass' ? 'pass' : 'fail',
    violations: [],
    worst: { spans: [], errors: [], routes: [] },
    window: '10m',
    service: 'shop',
    run_id,
    agent: 'load-agent',
    env: 'e2e',
    verdict,
    evaluated: [
      measure('latency_ms.p50', 96.4, 120, 'ms', [93.1, 99.9], 'holds'),
      measure('latency_ms.p95', 301, 350, 'ms', [288, 317], 'holds'),
      measure('error_rate', 0.0025, 0.01, 'ratio', [0.0005, 0.0073], 'holds'),
    ],
    not_evaluated: [],
    signals: {
      traces: { state: 'complete', coverage: 1, reason: 'every request sent has its span', demand: 'true', source: 'store' },
      logs: { state: 'complete', coverage: null, reason: 'the fence line came through', demand: 'true', source: 'store' },
    },
    hints: [],
    notes: [],
    load: null,
    contamination: { foreign_spans: 0, runs: [] },
    evidence: { digest: 'sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9', synthetic: false, spans: 2412, log_lines: 118 },
    versions: { fabrik: '0.1.0', store: 'sqlite 3.46.1' },
    comparison: null,
    meta: { created_at: at(ms) },
    ...more,
  }
}

const p95 = measure('latency_ms.p95', 420.4, 350, 'ms', [401, 440], 'broken')
/** Everything a report can say, once. */
export const broken = (run_id: string) => ({
  summary: '1 finding fails the gate',
  violations: [p95],
  evaluated: [
    measure('latency_ms.p50', 104, 120, 'ms', [101, 107], 'holds'),
    p95,
    measure('latency_ms.p99', 811, 800, 'ms', [640, null], 'undecided', { needs_n: 2995 }),
    measure('latency_ms.p100', 1890, 2000, 'ms', [1890, 1890], 'holds', { severity: 'warning' }),
    measure('error_rate', 0.0025, 0.01, 'ratio', [0.0005, 0.0073], 'holds'),
    measure('db_time_ms.p95', 88.2, 120, 'ms', [80.3, 97.5], 'holds'),
  ],
  not_evaluated: [{ rule: 'cpu_pct', reason: 'no metrics of this run reached Prometheus', needed: 'process.cpu.utilization with the label run_id' }],
  worst: {
    spans: [
      { name: 'db.query.users', p99: 320, max: 430, count: 1200, total_ms: 91_000, step_id: 'query', trace_id: '0af7651916cd43dd8448eb211c80319c' },
      { name: 'payment.authorise', p99: 212, max: 260, count: 400, total_ms: 40_100, step_id: null, trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' },
    ],
    routes: [
      { name: 'POST /api/checkout', p95: 610, count: 400, errors: 3, trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' },
      { name: 'GET /api/cart', p95: 180, count: 800, errors: 0, trace_id: null },
    ],
    errors: [
      { title: 'DB timeout', count: 3, last_seen: at(58_000), culprit: 'orders.save', trace_id: null, step_id: 'pay', link: null },
    ],
    functions: [{ name: 'JSON.parse', self_pct: 21.5, self: 1.9, unit: 's' }],
  },
  signals: {
    traces: { state: 'complete', coverage: 1, reason: '1200 requests sent, 1200 seen', demand: 'true', source: 'tempo' },
    logs: { state: 'complete', coverage: null, reason: 'the fence line came through', demand: 'true', source: 'loki' },
    errors: { state: 'partial', coverage: 0.98, reason: 'the server limits events to 50 a minute', demand: 'true', source: 'sentry' },
    metrics: { state: 'absent', coverage: null, reason: 'no series carries run_id', demand: 'true', source: 'prometheus' },
    profiles: { state: 'unreachable', coverage: null, reason: 'http://127.0.0.1:4040 did not answer within 2 s', demand: 'optional', source: 'pyroscope' },
  },
  hints: [
    {
      signal: 'traces',
      source: 'tempo',
      language: 'TraceQL',
      query: `{ resource.service.name = "shop" && span.run_id = "${run_id}" && duration > 350ms }`,
      url: 'http://127.0.0.1:3000/explore?left=tempo',
    },
    { signal: 'logs', source: 'loki', language: 'LogQL', query: `{service_name="shop"} | run_id="${run_id}" |= "error"`, url: 'http://127.0.0.1:3000/explore?left=loki' },
  ],
  notes: ['p100 is exact and a warning by default'],
  load: { tool: 'k6', version: '1.4.0', target: 'http://127.0.0.1:8080', fingerprint: 'checkout-20vu-60s', sent: 1200, failed: 3, problem: null },
  versions: { fabrik: '0.1.0', tempo: '3.0.3', loki: '3.6.0', sentry: '25.9.0', prometheus: '3.7.1' },
  comparison: {
    baseline: ['e2e-base-01', 'e2e-base-02', 'e2e-base-03', 'e2e-base-04'],
    fingerprint: 'checkout-20vu-60s',
    replicates: { run: 1, baseline: 4 },
    gates: false,
    reason: '4 replicates are exploratory; 10 are needed to gate.',
    deltas: [
      { metric: 'latency_ms.p95', run: 420.4, baseline: 301, delta: 119.4, delta_pct: 39.7, interval: [98, 141], effect: 0.64, p: 0.0004, state: 'worse', unit: 'ms' },
      { metric: 'latency_ms.p50', run: 104, baseline: 103, delta: 1, delta_pct: 0.97, interval: [-2, 4], effect: 0.02, p: 0.61, state: 'same', unit: 'ms' },
      { metric: 'error_rate', run: 0.0025, baseline: 0.0022, delta: 0.0003, delta_pct: 13.6, interval: [-0.002, 0.004], effect: null, p: 0.8, state: 'undecided', unit: 'ratio' },
    ],
    attribution: {
      spans: [
        { name: 'db.query.users', self_delta_ms: 96, count_run: 1200, count_baseline: 1200, trace_id: '0af7651916cd43dd8448eb211c80319c' },
        { name: 'payment.authorise', self_delta_ms: -4.2, count_run: 400, count_baseline: 400, trace_id: null },
      ],
      routes: [],
      errors: [{ title: 'DB timeout', count_run: 3, count_baseline: 0 }],
      functions: [],
    },
  },
})

/** Nothing arrived: nothing is judged. */
export const silent = {
  summary: '2 rules could not be judged: no spans of this run reached Tempo',
  agent: 'ghost',
  evaluated: [],
  not_evaluated: [
    { rule: 'latency_ms.p95', reason: 'no spans of this run reached Tempo', needed: 'spans with run_id' },
    { rule: 'error_rate', reason: 'no spans of this run reached Tempo', needed: 'spans with run_id' },
  ],
  signals: { traces: { state: 'absent', coverage: 0, reason: '1200 requests sent, none seen', demand: 'true', source: 'tempo' } },
}

/** What nobody should write into a report. */
export const nasty = {
  summary: `<img src=x onerror=alert(1)> \u202egnp.exe ${'verylongword'.repeat(30)}`,
  worst: {
    spans: [{ name: `<script>alert(1)</script> שלום ${'x'.repeat(400)}`, p99: 1e12, max: -5, count: 1e15, trace_id: 'javascript:alert(1)', step_id: 'evil' }],
    errors: [{ title: '\u200b\u200b<b>bold</b>', count: 3, last_seen: 'yesterday', culprit: 'y'.repeat(300), link: 'javascript:alert(1)' }],
    routes: [],
  },
  not_evaluated: Array.from({ length: 12 }, (_, i) => ({ rule: `rule ${i} ${'z'.repeat(60)}`, reason: 'w '.repeat(200), needed: null })),
  signals: { ['traces'.repeat(12)]: { state: 'fine', coverage: 7, reason: '<i>', demand: {}, source: 4 } },
  hints: [{ signal: 'logs', source: 'loki', language: 'LogQL', query: `{a="${'q'.repeat(900)}"}`, url: 'javascript:alert(1)' }],
}
