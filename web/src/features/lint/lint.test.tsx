import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Step } from '../../api/types'
import { someRun } from '../runs/some'
import { LintTab } from './LintTab'
import { someReport, someVerdict } from './some'

// The API's client takes hold of fetch when it is made, so this stands in before any import.
const server = vi.hoisted(() => {
  const server = { answer: async (_: Request): Promise<Response> => new Response(null, { status: 500 }) }
  globalThis.fetch = (request) => server.answer(request as Request)
  return server
})

const failed = someVerdict('v2', {
  status: 'fail',
  summary: '1 finding fails the gate',
  headline: 'latency_ms.p95 420 ms over 350 ms',
  run_id: 'load-1',
})
const older = someVerdict('v1', { minute: -5, run_id: 'load-1' })

/** The tab as the run page shows it, over answers made up here. */
async function show(answers: Record<string, unknown>, shown?: string, onShow = vi.fn()) {
  server.answer = async (request) => {
    const answer = answers[new URL(request.url).pathname]
    const headers = { 'content-type': 'application/json', 'x-request-id': 'req-1' }
    return answer === undefined
      ? new Response(JSON.stringify({ title: 'The store does not answer' }), { status: 500, headers })
      : new Response(JSON.stringify(answer), { headers })
  }
  const steps = [{ step_id: 's1', trace_id: '0af7651916cd43dd8448eb211c80319c' }]
  const root = createRootRoute()
  const index = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => (
      <LintTab
        run={someRun('load-1')}
        project={undefined}
        shown={shown}
        steps={steps as unknown as Step[]}
        onShow={onShow}
      />
    ),
  })
  const router = createRouter({
    routeTree: root.addChildren([index]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const view = render(
    <QueryClientProvider client={client}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the app's router is registered; this one is the test's. */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  )
  return { ...view, onShow }
}

const whole = {
  '/v1/runs/load-1/verdicts': { verdicts: [failed, older], next_cursor: null },
  '/v1/verdicts/v2': { ...failed, report: someReport },
  '/v1/verdicts/v1': older,
}

describe('the lint tab', () => {
  it('says the verdict first, then every threshold with its numbers, broken ones on top', async () => {
    const { container } = await show(whole)
    await screen.findByText('Thresholds', { exact: false })
    expect(container.querySelector('.lint-report')!.firstElementChild!.textContent).toContain(
      'fail 1 finding fails the gate',
    )
    const rows = [...container.querySelectorAll('.thresholds tbody tr')]
    expect(rows.map((row) => row.textContent!.replaceAll(/\s+/g, ' '))).toEqual([
      'latency_ms.p95broken420 ms[401 ms, 440 ms]350 ms1,200',
      'latency_ms.p99 (warning only)undecided810 ms[640 ms, …]800 ms1,200 needs 2,995',
      'error_rateholds1.02 %[0.8 %, 1.3 %]2 %1,200',
    ])
    expect(container.querySelector('[role=img]')!.getAttribute('aria-label')).toBe(
      '420 ms, limit 350 ms, interval [401 ms, 440 ms]',
    )
  })

  it('gives the reason of what was not judged and of every signal that is not complete', async () => {
    await show(whole)
    await screen.findByRole('heading', { name: /Not judged/ })
    expect(screen.getByText('no metrics of this run')).toBeDefined()
    const signals = screen.getByRole('region', { name: 'Completeness' })
    expect(signals.textContent).toContain('tracespartial10 %requiredtempo1 in 10 is kept')
    expect(signals.textContent).toContain('profilesabsent–optionalpyroscopeno samples')
  })

  it('links the worst to their steps, and to nothing that is no web address', async () => {
    const { container } = await show(whole)
    const worst = await screen.findByRole('region', { name: 'Worst' })
    const links = within(worst).getAllByRole('link')
    expect(links.map((a) => a.getAttribute('href'))).toEqual([
      expect.stringContaining('/runs/load-1?step=s1'),
      expect.stringContaining('/runs/load-1?step=s1'),
      'https://sentry.example.test/issues/1',
    ])
    expect(links[2]!.getAttribute('rel')).toContain('noopener')
    const hints = screen.getByRole('region', { name: 'Look further' })
    expect(within(hints).getAllByRole('link')).toHaveLength(1)
    expect(hints.textContent).toContain('{run_id="load-1"}')
    expect(container.innerHTML).not.toContain('javascript:')
    expect(container.querySelector('b')).toBeNull()
    expect(worst.textContent).toContain('DB timeout <b>now</b>')
  })

  it('says how sure a difference to the baseline is, and that it does not gate', async () => {
    await show(whole)
    const compared = await screen.findByRole('region', { name: 'Compared with the baseline' })
    expect(compared.textContent).toContain('do not gate')
    expect(compared.textContent).toContain('4 replicates, 10 are needed to gate')
    expect(compared.textContent).toContain('base-1, base-2, base-3 and 1 run more')
    expect(compared.textContent).toContain('worse420 ms365 ms+55 ms (+15.1 %)[40 ms, 70 ms]0.610.002')
    expect(compared.textContent).toContain('db.query.users+48 ms')
    expect(compared.textContent).toContain('DB timeout0 → 4')
  })

  it('warns of foreign spans and shows what it was judged from', async () => {
    const { container } = await show(whole)
    await screen.findByRole('region', { name: 'Evidence and versions' })
    expect(container.textContent).toContain("2 spans of this run came under another run's id: load-2")
    expect(container.textContent).toContain('sha256:feed')
    expect(container.textContent).toContain('tempo3.0.3')
  })

  it('lets an older lint be chosen, and says that it is older and that its report has gone', async () => {
    const { onShow } = await show(whole, 'v1')
    await screen.findByText('This is not the newest lint.')
    await screen.findByText('The report is no longer kept')
    fireEvent.change(screen.getByRole('combobox', { name: 'Which lint' }), { target: { value: 'v2' } })
    expect(onShow).toHaveBeenCalledWith(undefined)
  })

  it('says how to lint where nobody did', async () => {
    await show({ '/v1/runs/load-1/verdicts': { verdicts: [], next_cursor: null } })
    await screen.findByText('This run was never linted')
    expect(screen.getByText('fabrik laos lint --run load-1')).toBeDefined()
  })

  it('offers a retry and the request id when it fails', async () => {
    await show({})
    await screen.findByText('The lints could not be loaded')
    expect(screen.getByText('req-1')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Retry' })).toBeDefined()
  })

  it('stays readable over a report that makes no sense', async () => {
    const odd = {
      ...failed,
      report: { evaluated: [null, { value: 'x' }], worst: 7, signals: { a: 1 }, hints: {} },
    }
    const { container } = await show({ ...whole, '/v1/verdicts/v2': odd })
    await screen.findByRole('heading', { name: /Thresholds/ })
    expect(container.textContent).toContain('unnamed metric')
    expect(container.textContent).toContain('unknown')
  })
})
