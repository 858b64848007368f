// A development double of the server: the HTTP API of docs/api.md over data made up in fake-data.mjs, plus what `vite build`
// left in dist/, under the server's content security policy. For work on the interface only; it is never shipped.
//
//   node dev/fake-api.mjs [--port 7070] [--runs 1000] [--live] [--slow MS] [--fail PATH_PREFIX] [--signed-out]
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { addRound, addStep, emptyRun, finish, makeRuns, makeStep, random } from './fake-data.mjs'

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : process.argv[at + 1]
}
const flag = (name) => process.argv.includes(`--${name}`)
const port = Number(option('port', 7070))
const slow = Number(option('slow', 0))
const fail = option('fail', '')
const started = Date.now()
const runs = new Map(
  makeRuns(started, Number(option('runs', 1000))).map((entry) => [entry.run.run_id, entry]),
)
if (option('runs') === '0') runs.clear()
const watchers = new Set()
let revision = 1000

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

function publish(entry, step) {
  entry.run.revision = ++revision
  for (const watcher of watchers) {
    if (!watcher.run) watcher.send('run', entry.run, revision)
    else if (watcher.run === entry.run.run_id) {
      if (step) watcher.send('step', step.row, step.row.sequence)
      watcher.send('run', entry.run)
    }
  }
}

function list(query) {
  const status = query.getAll('status')
  const tags = query.getAll('tag')
  const found = [...runs.values()]
    .map((entry) => entry.run)
    .filter(
      (run) =>
        (!query.get('since') || Date.parse(run.started_at) >= Date.parse(query.get('since'))) &&
        (!query.get('until') || Date.parse(run.started_at) < Date.parse(query.get('until'))) &&
        (status.length === 0 || status.includes(run.status)) &&
        (!query.get('tool') || run.tools.includes(query.get('tool'))) &&
        (!query.get('model') || run.models.includes(query.get('model'))) &&
        ['service', 'agent', 'env', 'release', 'session_id'].every(
          (f) => !query.get(f) || run[f] === query.get(f),
        ) &&
        tags.every((tag) => run.tags[tag.slice(0, tag.indexOf('='))] === tag.slice(tag.indexOf('=') + 1)),
    )
    .sort((a, b) =>
      a.started_at < b.started_at ? 1 : a.started_at > b.started_at ? -1 : a.run_id < b.run_id ? -1 : 1,
    )
  const from = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? 50)
  return {
    runs: found.slice(from, from + limit),
    next_cursor: from + limit < found.length ? String(from + limit) : null,
  }
}

function facets() {
  const counts = {
    models: new Map(),
    tools: new Map(),
    services: new Map(),
    agents: new Map(),
    envs: new Map(),
    tags: new Map(),
  }
  const add = (map, value) => value && map.set(value, (map.get(value) ?? 0) + 1)
  for (const { run } of runs.values()) {
    for (const model of run.models) add(counts.models, model)
    for (const tool of run.tools) add(counts.tools, tool)
    add(counts.services, run.service)
    add(counts.agents, run.agent)
    add(counts.envs, run.env)
    for (const [key, value] of Object.entries(run.tags)) add(counts.tags, `${key}=${value}`)
  }
  return Object.fromEntries(
    Object.entries(counts).map(([name, map]) => [
      name,
      [...map]
        .map(([value, n]) => ({ value, runs: n }))
        .sort((a, b) => b.runs - a.runs || (a.value < b.value ? -1 : 1)),
    ]),
  )
}

function answer(response, status, body, headers = {}) {
  response.writeHead(status, {
    'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function problem(response, status, title, detail = null) {
  answer(response, status, {
    type: 'about:blank',
    title,
    status,
    detail,
    request_id: '0HN7T2K4Q1F3B:00000042',
  })
}

function stream(request, response, run, after) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': connected\n\n')
  const watcher = {
    run,
    send: (type, data, id) =>
      response.write(
        `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`,
      ),
  }
  if (run)
    for (const { row } of runs.get(run).steps)
      if (row.sequence > after) watcher.send('step', row, row.sequence)
  watchers.add(watcher)
  request.on('close', () => watchers.delete(watcher))
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString() || '{}')
}

/** As much of redaction as the interface needs to see: values under the key `authorization`. */
function redact(value) {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(redact)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'authorization'
        ? { $redacted: { rule: 'key:authorization', kind: 'api_key', h: 'hmac-sha256:7f3a91c2d4e5f607' } }
        : redact(inner),
    ]),
  )
}

async function post(request, response, path) {
  const body = redact(await bodyOf(request))
  const match = /^\/v1\/runs(?:\/([^/]+?)(?:\/(steps)|:(finish)))?$/.exec(path)
  if (path === '/v1/session:logout') return answer(response, 204)
  if (!match) return problem(response, 404, 'Not found')
  const [, id, steps, end] = match
  if (!id) {
    if (runs.has(body.run_id)) return answer(response, 200, runs.get(body.run_id).run)
    const run = Object.assign(
      emptyRun(body.run_id, Date.parse(body.started_at ?? new Date().toISOString())),
      body,
    )
    runs.set(run.run_id, { run, steps: [], logs: [] })
    publish(runs.get(run.run_id))
    return answer(response, 201, run)
  }
  const entry = runs.get(decodeURIComponent(id))
  if (!entry) return problem(response, 404, 'There is no such run')
  if (steps) {
    for (const {
      started_at,
      ended_at,
      input,
      output,
      messages,
      tools,
      model_config,
      attributes,
      usage,
      error,
      ...rest
    } of body.steps) {
      const step = makeStep(
        {
          ...rest,
          start: Date.parse(started_at),
          end: ended_at ? Date.parse(ended_at) : null,
          usage: usage
            ? { input: 0, cache_read: 0, cache_write: 0, output: 0, reasoning: 0, ...usage }
            : null,
          error: error ?? null,
          provenance: 'rest',
          input_preview:
            typeof input === 'string' ? input : input ? JSON.stringify(input).slice(0, 200) : null,
          output_preview: typeof output === 'string' ? output.slice(0, 200) : null,
        },
        { input, output, messages, tools, model_config, attributes },
      )
      addStep(entry, step)
      publish(entry, step)
    }
    return answer(response, 200, { run_id: entry.run.run_id, accepted: body.steps.length, duplicates: 0 })
  }
  if (end) {
    finish(entry, body.status, body.error ?? null)
    if (body.ended_at) {
      entry.run.ended_at = body.ended_at
      entry.run.duration_ms = Date.parse(body.ended_at) - Date.parse(entry.run.started_at)
    }
    publish(entry)
    return answer(response, 200, entry.run)
  }
}

function get(request, response, path, query) {
  if (path === '/v1/session')
    return flag('signed-out')
      ? problem(response, 401, 'Sign in')
      : answer(response, 200, {
          user: 'admin',
          tenant: { id: 'local', name: 'Local' },
          projects: [
            { id: 'default', name: 'Default' },
            { id: 'staging', name: 'Staging' },
          ],
          csrf_token: 'dev',
          version: '0.1.0-dev',
        })
  // Nothing is linted here; the pages show how one would.
  if (path === '/v1/verdicts' || /^\/v1\/runs\/[^/]+\/verdicts$/.test(path))
    return answer(response, 200, { verdicts: [], next_cursor: null })
  if (path === '/v1/facets') return answer(response, 200, facets())
  if (path === '/v1/runs') return answer(response, 200, list(query))
  if (path === '/v1/stream/runs') return stream(request, response, null, 0)
  const match = /^\/v1\/(stream\/)?runs\/([^/]+)(?:\/(steps|logs|export)(?:\/([^/]+))?)?$/.exec(path)
  const entry = match && runs.get(decodeURIComponent(match[2]))
  if (!entry) return problem(response, 404, 'There is no such run')
  const after = Number(query.get('after') ?? request.headers['last-event-id'] ?? 0)
  if (match[1]) return stream(request, response, entry.run.run_id, after)
  if (!match[3]) return answer(response, 200, entry.run)
  if (match[3] === 'logs') {
    const found = entry.logs.filter(
      (log) =>
        (log.body ?? '').includes(query.get('contains') ?? '') &&
        log.severity_number >= Number(query.get('min_severity') ?? 0),
    )
    return answer(response, 200, {
      logs: found,
      total: found.length,
      errors: found.filter((l) => l.severity_number >= 17).length,
    })
  }
  if (match[3] === 'export') return answer(response, 200, entry.run)
  if (match[4]) {
    const step = entry.steps.find((s) => s.row.step_id === decodeURIComponent(match[4]))
    return step
      ? answer(response, 200, { ...step.row, payload: step.payload })
      : problem(response, 404, 'There is no such step')
  }
  const limit = Number(query.get('limit') ?? 1000)
  const rows = entry.steps
    .map((s) => s.row)
    .filter((row) => row.sequence > after && (query.get('spans') === 'true' || row.kind !== 'span'))
  answer(response, 200, {
    steps: rows.slice(0, limit),
    next_after: rows.length > limit ? rows[limit - 1].sequence : null,
  })
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const dist = new URL('../dist/', import.meta.url).pathname

function file(response, path) {
  const asked = normalize(join(dist, path))
  const name =
    asked.startsWith(dist) && extname(asked) && existsSync(asked) ? asked : join(dist, 'index.html')
  if (!existsSync(name)) return problem(response, 404, 'The interface is not built', 'Run npm run build.')
  response.writeHead(200, {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  })
  createReadStream(name).pipe(response)
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${port}`)
  if (url.pathname === '/login') return response.writeHead(302, { location: '/' }).end()
  if (!url.pathname.startsWith('/v1/')) return file(response, url.pathname)
  if (slow) await new Promise((done) => setTimeout(done, slow))
  if (fail && url.pathname.startsWith(fail))
    return problem(response, 503, 'The store did not answer', 'database is locked')
  if (request.method === 'POST') await post(request, response, url.pathname)
  else get(request, response, url.pathname, url.searchParams)
})

/** A new run every few seconds, a step every second. */
function live() {
  const rnd = random(7)
  let count = 0
  let at = 0
  let entry
  setInterval(() => {
    if (!entry) {
      const now = Date.now()
      entry = {
        run: Object.assign(emptyRun(`live-${++count}`, now), {
          name: `Live run ${count}`,
          agent: 'research-agent',
          service: 'research',
          env: 'prod',
        }),
        steps: [],
        logs: [],
      }
      runs.set(entry.run.run_id, entry)
      addStep(
        entry,
        makeStep({
          start: now,
          end: null,
          step_id: 'root',
          kind: 'agent',
          name: 'research-agent',
          status: 'running',
        }),
      )
      publish(entry, entry.steps[0])
      at = now
      return
    }
    const before = entry.steps.length
    at = addRound(entry, rnd, {
      at,
      parent: 'root',
      model: 'fabrik-demo-small',
      question: 'What is new?',
      round: before > 1 ? 1 : 0,
      fail: false,
      trace: '0'.repeat(32),
    })
    for (const step of entry.steps.slice(before)) publish(entry, step)
    if (entry.steps.length > 24) {
      finish(entry, 'ok')
      publish(entry)
      entry = undefined
    }
  }, 1500)
}

server.listen(port, '127.0.0.1', () => {
  console.log(`fake API on http://127.0.0.1:${server.address().port}`)
  if (flag('live')) live()
})
