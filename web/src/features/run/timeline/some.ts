import type { Step } from '../../../api/types'

/** A step for tests: one second of work from `at` seconds past noon, with what the test says. */
export function someStep(id: string, over: Partial<Step> & { at?: number; seconds?: number } = {}): Step {
  const { at = 0, seconds = 1, ...rest } = over
  const time = (s: number) => new Date(Date.UTC(2026, 10, 20, 12) + s * 1000).toISOString()
  return {
    sequence: 1,
    step_id: id,
    parent_id: null,
    kind: 'tool',
    name: id,
    status: 'ok',
    started_at: time(at),
    ended_at: time(at + seconds),
    duration_ms: seconds * 1000,
    late: false,
    service: null,
    agent: null,
    env: null,
    model: null,
    request_model: null,
    provider: null,
    tool: null,
    tool_call_id: null,
    usage: null,
    cost: null,
    error: null,
    input_preview: null,
    output_preview: null,
    trace_id: null,
    span_kind: null,
    route: null,
    db_system: null,
    http_status: null,
    provenance: 'rest',
    redactions: 0,
    truncated: false,
    ...rest,
  }
}

/** The time `seconds` past noon of the day the test steps run. */
export const noonPlus = (seconds: number) => Date.UTC(2026, 10, 20, 12) + seconds * 1000
