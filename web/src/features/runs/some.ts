import type { Run } from '../../api/types'

/** A run for tests, started `minute` minutes past noon. */
export function someRun(id: string, over: Partial<Run> & { minute?: number } = {}): Run {
  const { minute = 0, ...rest } = over
  return {
    run_id: id,
    project: 'default',
    status: 'ok',
    name: null,
    service: null,
    agent: null,
    agent_version: null,
    env: null,
    release: null,
    session_id: null,
    tags: {},
    started_at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
    ended_at: null,
    last_seen_at: null,
    duration_ms: 1200,
    error: null,
    steps: 3,
    spans: 0,
    model_calls: 1,
    tool_calls: 1,
    errors: 0,
    late_steps: 0,
    redactions: 0,
    usage: { input: 0, cache_read: 0, cache_write: 0, output: 0, reasoning: 0 },
    cost_usd: '0',
    unpriced_calls: 0,
    models: [],
    tools: [],
    lint: null,
    revision: 1,
    ...rest,
  }
}
