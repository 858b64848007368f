// Deterministic data for development: ordinary runs, one of 10,000 steps, one that waited hours for an approval, a hostile one.

/** A small seeded generator (mulberry32), so that every start shows the same. */
export function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pick = (rnd, list) => list[Math.floor(rnd() * list.length)]
const iso = (ms) => new Date(ms).toISOString()
const hex = (rnd, length) => Array.from({ length }, () => Math.floor(rnd() * 16).toString(16)).join('')
const noUsage = () => ({ input: 0, cache_read: 0, cache_write: 0, output: 0, reasoning: 0 })

const questions = [
  'How many moons does Saturn have?',
  'Compare the GDP of Norway and Denmark',
  'Summarise the latest release notes of PostgreSQL',
  'What is 17.5 % of 3,480?',
  'Find three papers on retrieval evaluation',
  'Who won the 2022 Turing Award?',
  'Plan a two-day trip to Ljubljana',
  'Which of these suppliers ships to Iceland?',
]
const agents = [
  ['research-agent', 'research'],
  ['support-agent', 'helpdesk'],
  ['billing-agent', 'billing'],
  ['code-reviewer', 'ci'],
]
const models = [
  'fabrik-demo-small',
  'fabrik-demo-large',
  'gpt-4o-mini',
  'claude-sonnet-4-5',
  'mistral-small-3',
]
const toolNames = ['search', 'fetch', 'calculator', 'query_orders', 'refund']
const errors = [
  ['TimeoutError', 'fetch did not answer within 10 s'],
  ['HTTPStatusError', '502 Bad Gateway from upstream'],
  ['ToolException', 'query_orders: relation "orders_2027" does not exist'],
]

export function emptyRun(id, start) {
  return {
    run_id: id,
    project: 'default',
    status: 'running',
    name: null,
    service: null,
    agent: null,
    agent_version: null,
    env: null,
    release: null,
    session_id: null,
    tags: {},
    started_at: iso(start),
    ended_at: null,
    last_seen_at: null,
    duration_ms: null,
    error: null,
    steps: 0,
    spans: 0,
    model_calls: 0,
    tool_calls: 0,
    errors: 0,
    late_steps: 0,
    redactions: 0,
    usage: noUsage(),
    cost_usd: '0',
    unpriced_calls: 0,
    models: [],
    tools: [],
    lint: null,
    revision: 1,
  }
}

export function makeStep(over, payload = {}) {
  const start = over.start
  const end = over.end
  delete over.start
  delete over.end
  return {
    row: {
      sequence: 0,
      step_id: '',
      parent_id: null,
      kind: 'custom',
      name: '',
      status: 'ok',
      started_at: iso(start),
      ended_at: end === null ? null : iso(end),
      duration_ms: end === null ? null : end - start,
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
      span_kind: 'internal',
      route: null,
      db_system: null,
      http_status: null,
      provenance: 'otlp:openinference@2026-11',
      redactions: 0,
      truncated: false,
      ...over,
    },
    payload,
  }
}

/** Adds a step to a run as the server would: counts, sums, names, revision. */
export function addStep(entry, { row, payload }) {
  const { run, steps } = entry
  row.sequence = steps.length + 1
  steps.push({ row, payload })
  if (row.kind === 'span') run.spans++
  else run.steps++
  if (row.kind === 'model') run.model_calls++
  if (row.kind === 'tool') run.tool_calls++
  if (row.status === 'error') run.errors++
  if (row.late) run.late_steps++
  run.redactions += row.redactions
  if (row.usage) for (const key of Object.keys(run.usage)) run.usage[key] += row.usage[key]
  if (row.cost?.computed_usd)
    run.cost_usd = (Number(run.cost_usd) + Number(row.cost.computed_usd))
      .toFixed(6)
      .replace(/0+$/, '')
      .replace(/\.$/, '')
  else if (row.kind === 'model') run.unpriced_calls++
  if (row.model && !run.models.includes(row.model)) run.models = [...run.models, row.model].sort()
  if (row.tool && !run.tools.includes(row.tool)) run.tools = [...run.tools, row.tool].sort()
  const end = row.ended_at ?? row.started_at
  if (!run.last_seen_at || end > run.last_seen_at) run.last_seen_at = end
  run.duration_ms = Date.parse(run.last_seen_at) - Date.parse(run.started_at)
}

export function finish(entry, status, error = null) {
  entry.run.status = status
  entry.run.error = error
  entry.run.ended_at = entry.run.last_seen_at
}

function cost(model, usage) {
  if (model.startsWith('mistral'))
    return {
      computed_usd: null,
      unknown_reason: `no price for model '${model}' in book 2026-11`,
      price_version: null,
      reported_usd: null,
    }
  const per = model.includes('large') || model.includes('sonnet') ? 3e-6 : 1.5e-7
  return {
    computed_usd: (per * (usage.input + usage.output * 4)).toFixed(8).replace(/0+$/, ''),
    unknown_reason: null,
    price_version: '2026-11',
    reported_usd: null,
  }
}

/** One round of an agent: think, then act, under a chain. Gives the time it ends. */
export function addRound(entry, rnd, { at, parent, model, question, round, fail, trace }) {
  const usage = {
    ...noUsage(),
    input: 400 + Math.floor(rnd() * 2200),
    cache_read: rnd() < 0.4 ? 1024 : 0,
    output: 40 + Math.floor(rnd() * 400),
    reasoning: rnd() < 0.3 ? 180 : 0,
  }
  const chainId = hex(rnd, 16)
  const tool = pick(rnd, toolNames)
  const think = 300 + rnd() * 2500
  const act = 40 + rnd() * 900
  const callId = `call_${hex(rnd, 10)}`
  const failed = fail && pick(rnd, errors)
  const args = { query: question, limit: 5, filters: { language: 'en', after: '2025-01-01' } }
  const answer = failed
    ? null
    : {
        results: [
          { title: 'Moons of Saturn', score: 0.93 },
          { title: 'Cassini', score: 0.71 },
        ],
        took_ms: Math.round(act),
      }
  addStep(
    entry,
    makeStep({
      start: at,
      end: at + think + act + 12,
      step_id: chainId,
      parent_id: parent,
      kind: 'chain',
      name: 'agent',
      trace_id: trace,
    }),
  )
  addStep(
    entry,
    makeStep(
      {
        start: at + 4,
        end: at + 4 + think,
        step_id: hex(rnd, 16),
        parent_id: chainId,
        kind: 'model',
        name: `chat ${model}`,
        model,
        request_model: model,
        provider: 'openai',
        usage,
        cost: cost(model, usage),
        trace_id: trace,
        span_kind: 'client',
        input_preview: question,
        output_preview: `${tool}(${JSON.stringify(args)})`,
      },
      {
        messages: [
          {
            role: 'system',
            content:
              'You are a careful research assistant.\nUse the tools. Cite what you found. Never invent numbers.',
          },
          { role: 'user', content: question },
          {
            role: 'assistant',
            content:
              round === 0 ? `I will look this up with ${tool}.` : 'That was not enough; one more look.',
            tool_calls: [{ id: callId, name: tool, arguments: JSON.stringify(args) }],
          },
        ],
        tools: toolNames.map((name) => ({
          type: 'function',
          function: {
            name,
            description: `The ${name} tool`,
            parameters: { type: 'object', properties: { query: { type: 'string' } } },
          },
        })),
        model_config: { temperature: 0, max_tokens: 1024 },
        attributes: { 'gen_ai.operation.name': 'chat', 'server.address': 'localhost' },
        resource: { 'service.name': entry.run.service, 'telemetry.sdk.language': 'nodejs' },
        scope: { name: '@arizeai/openinference-instrumentation-langchain', version: '4.1.1' },
      },
    ),
  )
  const toolId = hex(rnd, 16)
  addStep(
    entry,
    makeStep(
      {
        start: at + 8 + think,
        end: at + 8 + think + act,
        step_id: toolId,
        parent_id: chainId,
        kind: 'tool',
        name: tool,
        tool,
        tool_call_id: callId,
        trace_id: trace,
        status: failed ? 'error' : 'ok',
        error: failed ? { type: failed[0], message: failed[1] } : null,
        input_preview: JSON.stringify(args),
        output_preview: answer && JSON.stringify(answer),
        redactions: 1,
      },
      {
        input: {
          ...args,
          headers: {
            authorization: {
              $redacted: {
                rule: 'key:authorization',
                kind: 'api_key',
                h: 'hmac-sha256:7f3a91c2d4e5f60718293a4b5c6d7e8f',
              },
            },
          },
        },
        output: answer,
        messages: undefined,
        error: failed
          ? {
              type: failed[0],
              message: failed[1],
              stack: `${failed[0]}: ${failed[1]}\n    at ${tool} (tools.js:41:11)\n    at ToolNode.run (graph.js:112:7)`,
            }
          : undefined,
        attributes: { 'tool.name': tool },
        resource: { 'service.name': entry.run.service },
      },
    ),
  )
  addStep(
    entry,
    makeStep({
      start: at + 10 + think,
      end: at + 6 + think + act,
      step_id: hex(rnd, 16),
      parent_id: toolId,
      kind: 'span',
      name: 'GET /search',
      span_kind: 'client',
      route: '/search',
      http_status: failed ? 502 : 200,
      trace_id: trace,
      provenance: 'otlp:span@2026-11',
    }),
  )
  return at + think + act + 16
}

function ordinaryRun(rnd, start, index) {
  const [agent, service] = pick(rnd, agents)
  const question = pick(rnd, questions)
  const model = pick(rnd, models)
  const stamp = iso(start).replace(/[-:]/g, '').replace(/\.\d+/, '')
  const run = Object.assign(emptyRun(`${agent}-${stamp}-${hex(rnd, 8)}`, start), {
    name: question,
    agent,
    service,
    agent_version: '1.4.0',
    env: rnd() < 0.7 ? 'prod' : 'staging',
    release: '2026.11.2',
    session_id: `s-${Math.floor(index / 3)}`,
    tags: {
      team: pick(rnd, ['search', 'support', 'finance']),
      ...(rnd() < 0.3 ? { experiment: pick(rnd, ['prompt-b', 'rerank']) } : {}),
    },
  })
  const entry = { run, steps: [], logs: [] }
  const failing = rnd() < 0.12
  const rounds = 1 + Math.floor(rnd() * 4)
  const root = hex(rnd, 16)
  const trace = hex(rnd, 32)
  let at = start + 6
  addStep(
    entry,
    makeStep(
      {
        start,
        end: start + 1,
        step_id: root,
        kind: 'agent',
        name: agent,
        agent,
        trace_id: trace,
        input_preview: question,
      },
      { input: { messages: [['human', question]] }, output: 'Saturn has 146 known moons.' },
    ),
  )
  for (let round = 0; round < rounds; round++)
    at = addRound(entry, rnd, {
      at,
      parent: root,
      model,
      question,
      round,
      fail: failing && round === rounds - 1,
      trace,
    })
  const row = entry.steps[0].row
  row.ended_at = iso(at)
  row.duration_ms = at - start
  run.last_seen_at = iso(at)
  run.duration_ms = at - start
  const status = failing ? 'failed' : rnd() < 0.04 ? 'interrupted' : rnd() < 0.03 ? 'cancelled' : 'ok'
  if (failing) {
    row.status = 'error'
    row.error = entry.steps.find((s) => s.row.error).row.error
    run.errors++
  }
  finish(entry, status, failing ? row.error : null)
  for (const [offset, number, text, body] of [
    [4, 9, 'INFO', `run ${run.run_id} accepted`],
    [60, 5, 'DEBUG', 'cache miss for embedding of question'],
    [500, 13, 'WARN', 'upstream is slow: 480 ms'],
    ...(failing ? [[900, 17, 'ERROR', `tool failed: ${row.error.message}`]] : []),
  ])
    entry.logs.unshift({
      time: iso(start + offset),
      severity_number: number,
      severity_text: text,
      event_name: null,
      body,
      service,
      trace_id: trace,
      span_id: entry.steps.at(-2).row.step_id,
      attributes: { 'code.function.name': 'handle', attempt: 1 },
    })
  return entry
}

function bigRun(rnd, start) {
  const run = Object.assign(emptyRun('load-10000-steps', start), {
    name: 'Nightly crawl, 10,000 steps',
    agent: 'crawler',
    service: 'crawl',
    env: 'prod',
  })
  const entry = { run, steps: [], logs: [] }
  addStep(entry, makeStep({ start, end: start + 1, step_id: 'root', kind: 'agent', name: 'crawler' }))
  let at = start
  let batch = 'root'
  for (let i = 1; i < 10_000; i++) {
    const length = 20 + rnd() * 400
    if (i % 100 === 1) {
      batch = `batch-${Math.floor(i / 100)}`
      addStep(
        entry,
        makeStep({
          start: at,
          end: at + 21_000,
          step_id: batch,
          parent_id: 'root',
          kind: 'chain',
          name: `batch ${Math.floor(i / 100) + 1}`,
        }),
      )
      continue
    }
    const isModel = i % 5 === 0
    const failed = i % 997 === 0
    const usage = isModel ? { ...noUsage(), input: 300, output: 50 } : null
    addStep(
      entry,
      makeStep(
        {
          start: at,
          end: at + length,
          step_id: `step-${i}`,
          parent_id: batch,
          kind: isModel ? 'model' : 'tool',
          name: isModel ? 'chat fabrik-demo-small' : `fetch page ${i}`,
          model: isModel ? 'fabrik-demo-small' : null,
          tool: isModel ? null : 'fetch',
          usage,
          cost: usage && cost('fabrik-demo-small', usage),
          status: failed ? 'error' : 'ok',
          error: failed ? { type: 'TimeoutError', message: `page ${i} did not answer` } : null,
          input_preview: `https://example.test/page/${i}`,
        },
        { input: { url: `https://example.test/page/${i}` }, output: `page ${i}` },
      ),
    )
    at += 200
  }
  entry.steps[0].row.ended_at = iso(at + 500)
  entry.steps[0].row.duration_ms = at + 500 - start
  run.last_seen_at = iso(at + 500)
  run.duration_ms = at + 500 - start
  finish(entry, 'ok')
  return entry
}

function approvalRun(rnd, start) {
  const entry = ordinaryRun(rnd, start, 0)
  const { run, steps } = entry
  Object.assign(run, {
    run_id: 'refund-with-approval',
    name: 'Refund order 4711',
    agent: 'billing-agent',
    status: 'ok',
    error: null,
  })
  const root = steps[0].row
  const waitFrom = Date.parse(run.last_seen_at)
  const waitTo = waitFrom + 2.3 * 3_600_000
  addStep(
    entry,
    makeStep(
      {
        start: waitFrom,
        end: waitTo,
        step_id: 'approval',
        parent_id: root.step_id,
        kind: 'approval_request',
        name: 'refund needs an approval',
        provenance: 'rest',
      },
      { input: { tool: 'refund', arguments: { order: 4711, amount: '120.00' } } },
    ),
  )
  addStep(
    entry,
    makeStep({
      start: waitTo,
      end: waitTo,
      step_id: 'decision',
      parent_id: root.step_id,
      kind: 'approval_decision',
      name: 'approved by kim',
      provenance: 'rest',
    }),
  )
  const end = addRound(entry, rnd, {
    at: waitTo + 20,
    parent: root.step_id,
    model: 'gpt-4o-mini',
    question: 'Refund order 4711',
    round: 1,
    fail: false,
    trace: root.trace_id,
  })
  Object.assign(root, { ended_at: iso(end), duration_ms: end - start, name: 'billing-agent' })
  run.last_seen_at = iso(end)
  run.ended_at = iso(end)
  run.duration_ms = end - start
  return entry
}

function hostileRun(start) {
  const run = Object.assign(emptyRun('hostile-data', start), {
    name: '<script>alert(1)</script> \u202egnp.exe\u202c שלום עולם 👨‍👩‍👧 '.concat('verylongword'.repeat(12)),
    agent: 'a\u200b\u200bgent',
    service: '"><img src=x onerror=alert(1)>',
    env: 'prod',
    tags: { '=': '=', 'long key with spaces and more': 'x'.repeat(180), emoji: '🔥🔥🔥' },
    session_id: 'مرحبا بالعالم',
  })
  const entry = { run, steps: [], logs: [] }
  const secret = (h, kind = 'api_key') => ({
    $redacted: { rule: `key:${kind}`, kind, h: `hmac-sha256:${h.repeat(8)}` },
  })
  addStep(
    entry,
    makeStep(
      {
        start,
        end: start + 5000,
        step_id: 'h1',
        kind: 'model',
        name: 'chat \u202egnihtemos <b>bold</b>',
        model: 'm'.repeat(90),
        usage: { ...noUsage(), input: 9_007_199_254_740_991, output: 3 },
        cost: {
          computed_usd: null,
          unknown_reason: `no price for model '${'m'.repeat(90)}' in book 2026-11`,
          price_version: null,
          reported_usd: '0.02',
        },
        input_preview: 'my key is [redacted:api_key:aaaaaaaa]',
        redactions: 3,
        truncated: true,
      },
      {
        messages: [
          {
            role: 'system',
            content: 'Zero\u200bwidth, \u0007bell, \u2066isolate\u2069, lone \ud800 surrogate.',
          },
          {
            role: 'user',
            content: [
              {
                type: 'text',
                text: 'Use [redacted:api_key:aaaaaaaa] and [redacted:jwt:bbbbbbbb], then [redacted:api_key:aaaaaaaa] again. https://example.test/not-a-link',
              },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
            ],
          },
          {
            role: 'developer<br>',
            content: '# not markdown\n[not a link](javascript:alert(1))\n<img src=x onerror=alert(1)>',
          },
          {
            role: 'assistant',
            content: 'x'.repeat(1_000_000),
            tool_calls: [
              { id: 'c1', name: 'shell; rm -rf /', arguments: '{"cmd": broken' },
              {
                id: 'c2',
                name: 'ok',
                arguments: { token: secret('aaaaaaaa'), other: secret('cccccccc', 'password') },
              },
            ],
          },
          { role: 'tool', tool_call_id: 'c2', content: '{"rows":[[1,2],[3,4]],"note":"parsed"}' },
          {
            role: 'tool',
            content: 'cut text…[cut: 104857600 bytes, sha256:0123456789abcdef0123456789abcdef]',
          },
        ],
        input: {
          deep: Array.from({ length: 30 }).reduce((inner) => ({ inner }), 'bottom'),
          token: secret('aaaaaaaa'),
        },
        output: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, i) => [`key ${i}`, i % 7 ? i : `value \u202e${i}`]),
        ),
        attributes: { 'http.request.header.authorization': secret('dddddddd'), big: 'y'.repeat(1_000_000) },
      },
    ),
  )
  addStep(
    entry,
    makeStep({
      start: start + 100,
      end: start + 200,
      step_id: 'h2',
      parent_id: 'never-arrived',
      kind: 'tool',
      tool: 'x',
      name: 'orphan',
      late: true,
    }),
  )
  addStep(
    entry,
    makeStep({
      start: start - 60_000,
      end: start - 61_000,
      step_id: 'h3',
      parent_id: 'h4',
      kind: 'tool',
      name: 'ends before it starts, in a circle',
    }),
  )
  addStep(
    entry,
    makeStep({
      start: start + 300,
      end: start + 900,
      step_id: 'h4',
      parent_id: 'h3',
      kind: 'tool',
      name: '',
    }),
  )
  let parent = 'h1'
  for (let i = 0; i < 40; i++) {
    addStep(
      entry,
      makeStep({
        start: start + 1000 + i,
        end: start + 4000 - i,
        step_id: `d${i}`,
        parent_id: parent,
        kind: 'chain',
        name: `depth ${i} ${'w'.repeat(i * 4)}`,
      }),
    )
    parent = `d${i}`
  }
  for (const status of ['interrupted', 'blocked', 'rejected', 'expired', 'ambiguous', 'cancelled', 'error'])
    addStep(
      entry,
      makeStep({
        start: start + 4100,
        end: start + 4300,
        step_id: `s-${status}`,
        parent_id: 'h1',
        kind: 'policy_eval',
        name: `a step that is ${status}`,
        status,
        error: status === 'error' ? { type: 'E\u202erorr', message: 'z'.repeat(5000) } : null,
      }),
    )
  finish(entry, 'failed', { type: 'E\u202erorr', message: `<b>${'long '.repeat(200)}</b>` })
  entry.logs.push({
    time: iso(start),
    severity_number: 21,
    severity_text: 'FATAL',
    event_name: null,
    body: `\u001b[31mred\u001b[0m ${'log '.repeat(2000)}`,
    service: run.service,
    trace_id: null,
    span_id: 'h1',
    attributes: { a: '\u202e' },
  })
  return entry
}

/** Every run of the double, newest first. `now` is when it was started. */
export function makeRuns(now, count) {
  const rnd = random(42)
  const runs = [
    hostileRun(now - 400_000),
    approvalRun(rnd, now - 3 * 3_600_000),
    bigRun(rnd, now - 5 * 3_600_000),
  ]
  let at = now - 30_000
  for (let i = 0; i < count; i++) {
    runs.push(ordinaryRun(rnd, at, i))
    at -= 30_000 + Math.floor(rnd() * 900_000)
  }
  return runs
}
