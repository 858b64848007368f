import type { VerdictStatus } from '../../api/types'
import type { DeltaState, MeasureState, SignalState } from '../../ui/status'

export type Measure = {
  metric: string
  value: number | null
  limit: number | null
  unit: string
  /** What the value may be; null where a side is open. */
  interval: [number | null, number | null] | null
  n: number | null
  of: string | null
  state: MeasureState | 'unknown'
  needs_n: number | null
  severity: 'error' | 'warning'
}

export type NotEvaluated = { rule: string; reason: string; needed: string | null }
export type Offender = {
  name: string
  numbers: Record<string, number>
  stepId: string | null
  traceId: string | null
}
export type ErrorGroup = {
  title: string
  count: number | null
  lastSeen: string | null
  culprit: string | null
  link: string | null
  stepId: string | null
  traceId: string | null
}
export type HotFunction = { name: string; selfPct: number | null; self: number | null; unit: string | null }
export type Signal = {
  name: string
  state: SignalState | 'unknown'
  coverage: number | null
  reason: string | null
  demand: string | null
  source: string | null
}
export type Hint = {
  signal: string | null
  source: string | null
  language: string | null
  query: string
  url: string | null
}
export type Delta = {
  metric: string
  run: number | null
  baseline: number | null
  deltaPct: number | null
  delta: number | null
  interval: [number | null, number | null] | null
  effect: number | null
  p: number | null
  state: DeltaState | 'undecided' | 'unknown'
  unit: string
}
export type Attribution = { kind: string; items: Offender[] }
export type Comparison = {
  baseline: string[]
  gates: boolean
  reason: string | null
  replicates: { run: number | null; baseline: number | null }
  deltas: Delta[]
  attribution: Attribution[]
}
export type Load = {
  tool: string | null
  version: string | null
  target: string | null
  sent: number | null
  failed: number | null
  problem: string | null
}

/** A lint report, as much of it as the page shows. */
export type LintReport = {
  gate: 'pass' | 'fail' | null
  verdict: VerdictStatus | null
  summary: string | null
  window: string | null
  evaluated: Measure[]
  notEvaluated: NotEvaluated[]
  spans: Offender[]
  routes: Offender[]
  errors: ErrorGroup[]
  functions: HotFunction[]
  signals: Signal[]
  hints: Hint[]
  notes: string[]
  comparison: Comparison | null
  load: Load | null
  foreignSpans: number
  foreignRuns: string[]
  synthetic: boolean
  digest: string | null
  spanCount: number | null
  logLines: number | null
  versions: [string, string][]
}

type Fields = Record<string, unknown>

/**
 * Reads a report whoever wrote it: what is missing or of another kind is left out, never guessed. A redacted value is an object
 * and so no text.
 */
export function readReport(value: unknown): LintReport {
  const report = fields(value)
  const worst = fields(report.worst)
  const evidence = fields(report.evidence)
  const contamination = fields(report.contamination)
  return {
    gate: oneOf(report.status, ['pass', 'fail']),
    verdict: oneOf(report.verdict, ['pass', 'fail', 'inconclusive', 'error']),
    summary: text(report.summary),
    window: text(report.window),
    evaluated: list(report.evaluated).map(measure),
    notEvaluated: list(report.not_evaluated).map((rule) => ({
      rule: text(rule.rule) ?? 'unnamed rule',
      reason: text(rule.reason) ?? 'no reason given',
      needed: text(rule.needed),
    })),
    spans: list(worst.spans).map(offender),
    routes: list(worst.routes).map(offender),
    errors: list(worst.errors).map((error) => ({
      title: text(error.title) ?? 'untitled',
      count: number(error.count),
      lastSeen: text(error.last_seen),
      culprit: text(error.culprit),
      link: text(error.link),
      stepId: text(error.step_id),
      traceId: text(error.trace_id),
    })),
    functions: list(worst.functions).map((f) => ({
      name: text(f.name) ?? 'unnamed',
      selfPct: number(f.self_pct),
      self: number(f.self),
      unit: text(f.unit),
    })),
    signals: Object.entries(fields(report.signals)).map(([name, signal]) => signalOf(name, fields(signal))),
    hints: list(report.hints).flatMap((hint) => {
      const query = text(hint.query)
      const known = { signal: text(hint.signal), source: text(hint.source), language: text(hint.language) }
      return query === null ? [] : [{ ...known, query, url: text(hint.url) }]
    }),
    notes: texts(report.notes),
    comparison: report.comparison ? comparisonOf(fields(report.comparison)) : null,
    load: report.load ? loadOf(fields(report.load)) : null,
    foreignSpans: number(contamination.foreign_spans) ?? 0,
    foreignRuns: texts(contamination.runs),
    synthetic: evidence.synthetic === true,
    digest: text(evidence.digest),
    spanCount: number(evidence.spans),
    logLines: number(evidence.log_lines),
    versions: Object.entries(fields(report.versions)).flatMap(([name, version]): [string, string][] => {
      const known = text(version)
      return known === null ? [] : [[name, known]]
    }),
  }
}

function measure(value: Fields): Measure {
  return {
    metric: text(value.metric) ?? 'unnamed metric',
    value: number(value.value),
    limit: number(value.limit),
    unit: text(value.unit) ?? '',
    interval: interval(value.interval),
    n: number(value.n),
    of: text(value.of),
    state: oneOf(value.state, ['holds', 'broken', 'undecided']) ?? 'unknown',
    needs_n: number(value.needs_n),
    severity: value.severity === 'warning' ? 'warning' : 'error',
  }
}

function signalOf(name: string, signal: Fields): Signal {
  return {
    name,
    state:
      oneOf(signal.state, ['complete', 'partial', 'pending', 'absent', 'unreachable', 'unsupported']) ??
      'unknown',
    coverage: number(signal.coverage),
    reason: text(signal.reason),
    demand: typeof signal.demand === 'boolean' ? String(signal.demand) : text(signal.demand),
    source: text(signal.source),
  }
}

function comparisonOf(value: Fields): Comparison {
  const attribution = fields(value.attribution)
  const replicates = fields(value.replicates)
  return {
    baseline: texts(value.baseline),
    gates: value.gates === true,
    reason: text(value.reason),
    replicates: { run: number(replicates.run), baseline: number(replicates.baseline) },
    deltas: list(value.deltas).map((delta) => ({
      metric: text(delta.metric) ?? 'unnamed metric',
      run: number(delta.run),
      baseline: number(delta.baseline),
      delta: number(delta.delta),
      deltaPct: number(delta.delta_pct),
      interval: interval(delta.interval),
      effect: number(delta.effect),
      p: number(delta.p),
      state: oneOf(delta.state, ['better', 'worse', 'same', 'undecided']) ?? 'unknown',
      unit: text(delta.unit) ?? '',
    })),
    attribution: ['spans', 'routes', 'errors', 'functions']
      .map((kind) => ({ kind, items: list(attribution[kind]).map(offender) }))
      .filter(({ items }) => items.length > 0),
  }
}

function loadOf(value: Fields): Load {
  return {
    tool: text(value.tool),
    version: text(value.version),
    target: text(value.target),
    sent: number(value.sent),
    failed: number(value.failed),
    problem: text(value.problem),
  }
}

function offender(value: Fields): Offender {
  const numbers = Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => number(entry[1]) !== null),
  )
  return {
    name: text(value.name) ?? text(value.title) ?? 'unnamed',
    numbers,
    stepId: text(value.step_id),
    traceId: text(value.trace_id),
  }
}

function interval(value: unknown): [number | null, number | null] | null {
  return Array.isArray(value) && value.length === 2 ? [number(value[0]), number(value[1])] : null
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : []
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | null {
  return known.includes(value as T) ? (value as T) : null
}
