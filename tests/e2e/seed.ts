import type { APIRequestContext } from '@playwright/test'
import { at } from './clock'
import { broken, lint, measure, nasty, silent } from './lints'
import { Recorder } from './recorder'

/** The runs that every test may count on. The ids are fixed: recording them again changes nothing. */
export const runs = {
  good: 'e2e-good-0001',
  failed: 'e2e-failed-0001',
  waited: 'e2e-waited-0001',
  hostile: 'e2e-hostile-0001',
  big: 'e2e-big-0001',
  /** Linted more than once; others of the fleet are only known by their lint. */
  linted: 'e2e-linted-0001',
  unknown: 'e2e-load-of-another-store',
}

export const BIG = 10_000

export async function seed(request: APIRequestContext) {
  const recorder = await Recorder.open(request)
  await good(recorder)
  await failed(recorder)
  await waited(recorder)
  await hostile(recorder)
  await big(recorder)
  await many(recorder)
  await linted(recorder)
}

const question = 'How many moons does Saturn have?'

function modelCall(id: string, parent: string, from: number, to: number) {
  return {
    step_id: id,
    parent_id: parent,
    kind: 'model',
    name: 'chat fabrik-demo-small',
    model: 'fabrik-demo-small',
    provider: 'fabrik',
    started_at: at(from),
    ended_at: at(to),
    usage: { input: 812, output: 64 },
    messages: [
      { role: 'system', content: 'You are a careful research assistant. Use the tools and cite what you found.' },
      { role: 'user', content: question },
      {
        role: 'assistant',
        content: 'I will look this up.',
        tool_calls: [{ id: 'call-1', name: 'search', arguments: { query: question, limit: 5 } }],
      },
    ],
    model_config: { temperature: 0 },
  }
}

function toolCall(id: string, parent: string, from: number, to: number, more: object = {}) {
  return {
    step_id: id,
    parent_id: parent,
    kind: 'tool',
    name: 'search',
    tool: 'search',
    tool_call_id: 'call-1',
    started_at: at(from),
    ended_at: at(to),
    input: { query: question, headers: { authorization: 'Bearer e2e-0123456789abcdef0123456789abcdef' } },
    output: { results: [{ title: 'Moons of Saturn', score: 0.93 }] },
    ...more,
  }
}

const agent = (to: number, more: object = {}) => ({
  step_id: 'agent',
  kind: 'agent',
  name: 'research-agent',
  started_at: at(0),
  ended_at: at(to),
  ...more,
})

const facts = (run_id: string, name: string) => ({
  run_id,
  name,
  agent: 'research-agent',
  service: 'research',
  env: 'e2e',
  started_at: at(0),
})

async function good(recorder: Recorder) {
  await recorder.declare({ ...facts(runs.good, question), session_id: 'session-7', tags: { team: 'search' } })
  await recorder.steps(runs.good, [
    agent(4200),
    modelCall('think', 'agent', 10, 1900),
    toolCall('look', 'agent', 1910, 2600),
    modelCall('answer', 'agent', 2610, 4190),
  ])
  await recorder.finish(runs.good, { status: 'ok', ended_at: at(4200) })
}

async function failed(recorder: Recorder) {
  const error = { type: 'TimeoutError', message: 'search did not answer within 10 s' }
  await recorder.declare({ ...facts(runs.failed, 'Compare two suppliers'), tags: { team: 'finance' } })
  await recorder.steps(runs.failed, [
    agent(12_000, { status: 'error', error }),
    modelCall('think', 'agent', 10, 1900),
    toolCall('look', 'agent', 1910, 11_910, { status: 'error', error, output: undefined }),
  ])
  await recorder.finish(runs.failed, { status: 'failed', ended_at: at(12_000), error })
}

async function waited(recorder: Recorder) {
  const hours = 2.3 * 3_600_000
  await recorder.declare(facts(runs.waited, 'Refund order 4711'))
  await recorder.steps(runs.waited, [
    agent(hours + 6000),
    modelCall('think', 'agent', 10, 2900),
    { step_id: 'approval', parent_id: 'agent', kind: 'approval_request', name: 'refund needs an approval', started_at: at(3000), ended_at: at(hours) },
    { step_id: 'decision', parent_id: 'agent', kind: 'approval_decision', name: 'approved', started_at: at(hours), ended_at: at(hours) },
    toolCall('refund', 'agent', hours + 20, hours + 5900, { name: 'refund', tool: 'refund' }),
  ])
  await recorder.finish(runs.waited, { status: 'ok', ended_at: at(hours + 6000) })
}

async function hostile(recorder: Recorder) {
  await recorder.declare({
    ...facts(runs.hostile, `<img src=x onerror=alert(1)> \u202egnp.exe שלום ${'verylongword'.repeat(20)}`),
    tags: { html: '<b>bold</b>' },
  })
  await recorder.steps(runs.hostile, [
    agent(5000, { name: 'agent \u200b\u200b<script>alert(1)</script>' }),
    {
      ...modelCall('evil', 'agent', 10, 1900),
      name: 'chat \u202emodel',
      messages: [
        { role: 'user', content: `[click](javascript:alert(1)) https://example.test ${'x'.repeat(900_000)}` },
        { role: 'assistant', content: '<script>alert(1)</script>\u2066 hidden \u2069' },
      ],
      output: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key ${i}`, i])),
    },
    toolCall('orphan', 'never-arrived', 100, 200),
  ])
  await recorder.finish(runs.hostile, { status: 'ok', ended_at: at(5000) })
}

async function big(recorder: Recorder) {
  await recorder.declare(facts(runs.big, `Crawl of ${BIG} pages`))
  const steps: Record<string, unknown>[] = [agent(BIG * 100)]
  for (let i = 1; i < BIG; i++) {
    const isBatch = i % 100 === 1
    steps.push({
      step_id: isBatch ? `batch-${Math.floor(i / 100)}` : `page-${i}`,
      parent_id: isBatch ? 'agent' : `batch-${Math.floor((i - 1) / 100)}`,
      kind: isBatch ? 'chain' : 'tool',
      name: isBatch ? `batch ${Math.floor(i / 100) + 1}` : `fetch page ${i}`,
      ...(isBatch ? {} : { tool: 'fetch' }),
      started_at: at(i * 100),
      ended_at: at(i * 100 + (isBatch ? 9900 : 90)),
      ...(i % 2500 === 0 ? { status: 'error', error: { type: 'TimeoutError', message: `page ${i} did not answer` } } : {}),
    })
  }
  await recorder.steps(runs.big, steps)
  await recorder.finish(runs.big, { status: 'ok', ended_at: at(BIG * 100) })
}

async function linted(recorder: Recorder) {
  await recorder.declare({ ...facts(runs.linted, 'Checkout under load'), agent: 'load-agent', service: 'shop' })
  await recorder.steps(runs.linted, [
    agent(60_000, { name: 'k6 checkout.js' }),
    { step_id: 'query', parent_id: 'agent', kind: 'tool', name: 'db.query.users', tool: 'db', started_at: at(400), ended_at: at(830) },
    { step_id: 'pay', parent_id: 'agent', kind: 'tool', name: 'POST /api/checkout', tool: 'http', started_at: at(300), ended_at: at(1900) },
  ])
  await recorder.finish(runs.linted, { status: 'ok', ended_at: at(60_000) })
  await recorder.verdict(lint(runs.linted, 'pass', 61_000, { summary: '3 rules hold' }))
  await recorder.verdict(lint(runs.linted, 'fail', 120_000, broken(runs.linted)))
  await recorder.verdict(lint(runs.unknown, 'inconclusive', 300_000, silent))
  await recorder.verdict(lint(runs.good, 'pass', 5000, { summary: '3 rules hold', agent: 'research-agent', service: 'research' }))
  await recorder.verdict(lint(runs.hostile, 'error', 5000, { ...nasty, agent: 'research-agent', service: 'research' }))
  for (let i = 0; i < 40; i++) {
    const verdict = i % 11 === 0 ? 'fail' : i % 7 === 0 ? 'inconclusive' : 'pass'
    const words = { fail: '1 finding fails the gate', inconclusive: '1 rule could not be judged: too few requests', pass: '4 rules hold' }
    await recorder.verdict(
      lint(`e2e-many-${String(i).padStart(4, '0')}`, verdict, -60_000 * i, {
        summary: words[verdict],
        agent: i % 2 ? 'checker' : 'sweeper',
        service: 'nightly-jobs',
        env: 'nightly',
        violations: verdict === 'fail' ? [measure('error_rate', 0.031, 0.01, 'ratio', [0.022, 0.043], 'broken')] : [],
        not_evaluated: verdict === 'inconclusive' ? [{ rule: 'latency_ms.p99', reason: 'too few requests', needed: '2995 requests' }] : [],
      }),
    )
  }
}

/** More runs than fit one page of the list. */
async function many(recorder: Recorder) {
  for (let i = 0; i < 130; i++) {
    const run_id = `e2e-many-${String(i).padStart(4, '0')}`
    const started_at = at(-60_000 * (i + 1))
    await recorder.declare({ run_id, name: `Nightly check ${i}`, agent: i % 2 ? 'checker' : 'sweeper', env: 'nightly', started_at })
    await recorder.finish(run_id, { status: i % 9 === 0 ? 'interrupted' : 'ok', ended_at: at(-60_000 * (i + 1) + 800) })
  }
}
