import type { Verdict } from '../../api/types'

/** A verdict for tests, concluded `minute` minutes past noon. */
export function someVerdict(id: string, over: Partial<Verdict> & { minute?: number } = {}): Verdict {
  const { minute = 0, ...rest } = over
  return {
    id,
    kind: 'laos.lint',
    run_id: `run-${id}`,
    service: null,
    agent: null,
    env: null,
    status: 'pass',
    summary: '3 rules hold',
    headline: null,
    fingerprint: null,
    created_at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
    ...rest,
  }
}

/** A lint report as `reports/lint.json` has it, everything in it once. */
export const someReport = {
  status: 'fail',
  violations: [],
  worst: {
    spans: [
      {
        name: 'db.query.users',
        p99: 320,
        max: 400.5,
        count: 12,
        total_ms: 900,
        step_id: 's1',
        trace_id: null,
      },
    ],
    routes: [
      {
        name: '/api/checkout',
        p95: 410,
        count: 1200,
        errors: 3,
        trace_id: '0af7651916cd43dd8448eb211c80319c',
      },
    ],
    errors: [
      {
        title: 'DB timeout <b>now</b>',
        count: 4,
        last_seen: '2026-11-20T11:59:00Z',
        culprit: 'orders.save',
        trace_id: null,
        step_id: null,
        link: 'https://sentry.example.test/issues/1',
      },
    ],
    functions: [{ name: 'parse', self_pct: 41.5, self: 2.5, unit: 's' }],
  },
  window: '10m',
  service: 'shop',
  run_id: 'load-1',
  agent: 'planner',
  env: 'prod',
  verdict: 'fail',
  summary: '1 finding fails the gate',
  evaluated: [
    {
      metric: 'error_rate',
      value: 0.0102,
      limit: 0.02,
      unit: 'ratio',
      interval: [0.008, 0.013],
      n: 1200,
      of: 'requests served',
      state: 'holds',
      needs_n: null,
      severity: 'error',
    },
    {
      metric: 'latency_ms.p99',
      value: 810,
      limit: 800,
      unit: 'ms',
      interval: [640, null],
      n: 1200,
      of: 'requests served',
      state: 'undecided',
      needs_n: 2995,
      severity: 'warning',
    },
    {
      metric: 'latency_ms.p95',
      value: 420.4,
      limit: 350,
      unit: 'ms',
      interval: [401, 440],
      n: 1200,
      of: 'requests served',
      state: 'broken',
      needs_n: null,
      severity: 'error',
    },
  ],
  not_evaluated: [{ rule: 'cpu_pct', reason: 'no metrics of this run', needed: 'process.cpu.utilization' }],
  signals: {
    traces: { state: 'partial', coverage: 0.1, reason: '1 in 10 is kept', demand: 'true', source: 'tempo' },
    profiles: {
      state: 'absent',
      coverage: null,
      reason: 'no samples',
      demand: 'optional',
      source: 'pyroscope',
    },
  },
  hints: [
    {
      signal: 'traces',
      source: 'tempo',
      language: 'TraceQL',
      query: '{ resource.run_id = "load-1" }',
      url: 'https://grafana.example.test/explore',
    },
    {
      signal: 'logs',
      source: 'loki',
      language: 'LogQL',
      query: '{run_id="load-1"}',
      url: 'javascript:alert(1)',
    },
  ],
  notes: ['p100 is a warning by default'],
  load: {
    tool: 'k6',
    version: '1.4.0',
    target: 'http://127.0.0.1:3000',
    fingerprint: 'sha256:abc',
    sent: 1200,
    failed: 3,
    problem: null,
  },
  contamination: { foreign_spans: 2, runs: ['load-2'] },
  evidence: { digest: 'sha256:feed', synthetic: false, spans: 1200, log_lines: 40 },
  versions: { fabrik: '0.1.0', tempo: '3.0.3' },
  comparison: {
    baseline: ['base-1', 'base-2', 'base-3', 'base-4'],
    gates: false,
    reason: '4 replicates, 10 are needed to gate',
    replicates: { run: 1, baseline: 4 },
    deltas: [
      {
        metric: 'latency_ms.p95',
        run: 420,
        baseline: 365,
        delta: 55,
        delta_pct: 15.1,
        interval: [40, 70],
        effect: 0.61,
        p: 0.002,
        state: 'worse',
        unit: 'ms',
      },
    ],
    attribution: {
      spans: [
        { name: 'db.query.users', self_delta_ms: 48, count_run: 12, count_baseline: 12, trace_id: null },
      ],
      routes: [],
      errors: [{ title: 'DB timeout', count_run: 4, count_baseline: 0 }],
      functions: [],
    },
  },
  meta: { created_at: '2026-11-20T12:00:00Z' },
}
