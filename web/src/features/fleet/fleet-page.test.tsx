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
import { parseSearch, stringifySearch } from '../../app/search'
import { someVerdict } from '../lint/some'
import { FleetPage } from './FleetPage'
import { readFleetFilter } from './filter'

// The API's client takes hold of fetch when it is made, so this stands in before any import.
const server = vi.hoisted(() => {
  const server = { asked: [] as string[], answer: (_: URL): unknown => undefined }
  globalThis.fetch = async (request) => {
    const url = new URL((request as Request).url)
    const headers = { 'content-type': 'application/json', 'x-request-id': 'req-1' }
    if (url.pathname === '/v1/verdicts') server.asked.push(url.search)
    const body = server.answer(url)
    return body === undefined
      ? new Response(JSON.stringify({ title: 'The store does not answer' }), { status: 500, headers })
      : new Response(JSON.stringify(body), { headers })
  }
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  return server
})

function show(path: string, verdicts: ReturnType<typeof someVerdict>[] | undefined) {
  server.asked = []
  server.answer = (url) =>
    url.pathname === '/v1/facets'
      ? { models: [], tools: [], services: [], agents: [{ value: 'hot', runs: 1 }], envs: [], tags: [] }
      : verdicts && { verdicts, next_cursor: null }
  const root = createRootRoute()
  const fleet = createRoute({
    getParentRoute: () => root,
    path: '/lint',
    validateSearch: readFleetFilter,
    component: FleetPage,
  })
  const router = createRouter({
    routeTree: root.addChildren([fleet]),
    history: createMemoryHistory({ initialEntries: [path] }),
    parseSearch,
    stringifySearch,
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the app's router is registered; this one is the test's. */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  )
  return router
}

describe('the fleet page', () => {
  it('says how to lint where nothing was linted', async () => {
    show('/lint', [])
    await screen.findByText('No lints yet')
    expect(screen.getByText('fabrik laos lint --run RUN_ID')).toBeDefined()
  })

  it('says that a filter hides everything, and takes it back', async () => {
    const router = show('/lint?status=fail&agent=hot', [someVerdict('1', { agent: 'hot' })])
    await screen.findByText('No lint matches these filters')
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filters' }))
    await screen.findByRole('grid', { name: 'Fleet' })
    expect(router.state.location.search).toEqual({})
  })

  it('counts by agent and filters by one press; the status never goes to the server', async () => {
    const router = show('/lint?status=fail', [
      someVerdict('1', { agent: 'hot', status: 'fail' }),
      someVerdict('2', { agent: 'hot' }),
    ])
    const agents = await screen.findByRole('region', { name: 'Runs by agent' })
    const hot = within(agents).getByRole('button')
    expect(hot.textContent).toBe('hot1 fail1 pass')
    expect(screen.getByText('1 run, worst first')).toBeDefined()
    expect(server.asked).toEqual(['?limit=500'])
    fireEvent.click(hot)
    await vi.waitFor(() =>
      expect(router.state.location.search).toMatchObject({ agent: 'hot', status: 'fail' }),
    )
    await vi.waitFor(() => expect(server.asked.at(-1)).toBe('?agent=hot&limit=500'))
  })

  it('says what broke, with the request id and a retry', async () => {
    show('/lint', undefined)
    await screen.findByText('The lints could not be loaded')
    expect(screen.getByText('req-1')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Retry' })).toBeDefined()
  })
})
