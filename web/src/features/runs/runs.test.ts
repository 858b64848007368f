import { describe, expect, it } from 'vitest'
import type { VerdictStatus } from '../../api/types'
import { fitColumns, tracksOf } from '../../ui/list/fit'
import { facetOptions, withFacet } from './facets'
import { isFiltered, matchesFilter, readFilter, toRunQuery } from './filter'
import { insertRuns, newRuns, type RunPage, updateInPlace } from './live'
import { someRun } from './some'
import { nextSort, readSort, sortRuns } from './sort'

const NOON = Date.UTC(2026, 10, 20, 12)
const page = (runs: RunPage['runs'], next: string | null = null): RunPage => ({ runs, next_cursor: next })
const ids = (pages: RunPage[]) => pages.map((p) => p.runs.map((r) => r.run_id).join(' '))

describe('the filter in the address bar', () => {
  it('is read back as it was', () => {
    const search = {
      range: '24h',
      status: ['failed', 'ok'],
      tag: ['team=a', 'k=v=w'],
      tool: 'search',
      session_id: 's 1',
    }
    expect(readFilter(search)).toEqual(search)
    expect(isFiltered(readFilter(search))).toBe(true)
  })

  it('takes a single status or tag, and leaves out what it does not understand', () => {
    expect(
      readFilter({ status: 'failed', tag: 'a=b', range: 'ever', since: 'soon', tool: 7, model: '' }),
    ).toEqual({
      status: ['failed'],
      tag: ['a=b'],
    })
    expect(isFiltered(readFilter({ status: 'great', tag: '=x' }))).toBe(false)
  })

  it('asks for a range as a start that ends now', () =>
    expect(toRunQuery({ range: '1h', env: 'prod' }, NOON)).toEqual({
      since: '2026-11-20T11:00:00.000Z',
      env: 'prod',
    }))
})

describe('a run that arrives live', () => {
  const run = someRun('r', {
    status: 'failed',
    tools: ['search'],
    models: ['m'],
    agent: 'a',
    tags: { team: 'x=y' },
  })

  it.each([
    [{}, true],
    [{ status: ['ok', 'failed'] as const }, true],
    [{ status: ['ok'] as const }, false],
    [{ tool: 'search', model: 'm', agent: 'a' }, true],
    [{ tool: 'fetch' }, false],
    [{ env: 'prod' }, false],
    [{ tag: ['team=x=y'] }, true],
    [{ tag: ['team=x=y', 'other=1'] }, false],
    [{ range: '1h' as const }, true],
    [{ since: '2026-11-20T12:00:00Z', until: '2026-11-20T12:00:01Z' }, true],
    [{ since: '2026-11-20T12:00:00.001Z' }, false],
    [{ until: '2026-11-20T12:00:00Z' }, false],
  ])('with filter %j belongs in the list: %s', (filter, belongs) =>
    expect(matchesFilter(run, filter as never, NOON + 1000)).toBe(belongs),
  )

  it('is not new where the list shows it, and not where it is older than what is loaded', () => {
    const pages = [page([someRun('b', { minute: 5 }), someRun('a', { minute: 3 })], 'more')]
    const arrived = [
      someRun('b', { minute: 5, revision: 9 }),
      someRun('new', { minute: 4 }),
      someRun('old', { minute: 1 }),
    ]
    expect(newRuns(pages, arrived, {}, NOON).map((r) => r.run_id)).toEqual(['new'])
    expect(newRuns([page(pages[0]!.runs)], arrived, {}, NOON).map((r) => r.run_id)).toEqual(['new', 'old'])
  })
})

describe('the loaded pages', () => {
  const pages = [
    page([someRun('d', { minute: 8 }), someRun('c', { minute: 6 })], 'x'),
    page([someRun('b', { minute: 4 }), someRun('a', { minute: 2 })], 'y'),
  ]

  it('take a change where the run stands, never an older one', () => {
    const changed = new Map([['b', someRun('b', { minute: 4, status: 'failed', revision: 2 })]])
    const next = updateInPlace(pages, changed)
    expect(next[1]!.runs[0]!.status).toBe('failed')
    expect(next[0]).toBe(pages[0])
    expect(updateInPlace(next, new Map([['b', someRun('b', { revision: 1 })]]))).toBe(next)
  })

  it('take new runs in order, each once', () => {
    const next = insertRuns(pages, [
      someRun('e', { minute: 9 }),
      someRun('bb', { minute: 5 }),
      someRun('c', { minute: 6 }),
    ])
    expect(ids(next)).toEqual(['e d c', 'bb b a'])
  })

  it('order runs of one instant by id, the greatest first, as the API does', () =>
    expect(ids(insertRuns([page([someRun('m')])], [someRun('z'), someRun('k')]))).toEqual(['z m k']))
})

describe('the columns', () => {
  const columns = [
    { id: 'run', min: 200, grow: 4 },
    { id: 'cost', min: 80, grow: 0 },
    { id: 'tags', min: 100, grow: 1 },
  ]
  const dispensable = ['tags', 'cost']
  const shown = (width: number) => fitColumns(columns, dispensable, width).map((column) => column.id)

  it('give way in a narrow window, the dispensable first, the run never', () => {
    expect(shown(436)).toEqual(['run', 'cost', 'tags'])
    expect(shown(435)).toEqual(['run', 'cost'])
    expect(shown(100)).toEqual(['run'])
  })

  it('become tracks of a grid', () =>
    expect(tracksOf(columns)).toBe('minmax(200px, 4fr) 80px minmax(100px, 1fr)'))
})

describe('sorting by lint', () => {
  const lint = (status: VerdictStatus) => ({ id: status, status, summary: '', created_at: '' })
  const runs = [
    someRun('never'),
    someRun('pass', { lint: lint('pass') }),
    someRun('fail', { lint: lint('fail') }),
    someRun('inconclusive', { lint: lint('inconclusive') }),
  ]

  it('puts the worst first, and what was never linted last', () =>
    expect(sortRuns(runs, '-lint').map((run) => run.run_id)).toEqual([
      'fail',
      'inconclusive',
      'pass',
      'never',
    ]))
})

describe('sorting what is loaded', () => {
  const runs = [
    someRun('a', { duration_ms: 5, cost_usd: '0.1', name: 'Zeta' }),
    someRun('b', { duration_ms: null, cost_usd: '0.02', name: 'alpha' }),
    someRun('c', { duration_ms: 9, cost_usd: '0.02' }),
  ]
  const ids = (sort: Parameters<typeof sortRuns>[1]) =>
    sortRuns(runs, sort)
      .map((run) => run.run_id)
      .join('')

  it('goes by value, keeps the order of equal ones, and leaves the list alone without a sort', () => {
    expect(ids('-duration')).toBe('cab')
    expect(ids('cost')).toBe('bca')
    expect(ids('run')).toBe('bca')
    expect(sortRuns(runs, undefined)).toBe(runs)
  })

  it('turns with each click and then goes back to newest first', () => {
    expect(nextSort(undefined, 'cost')).toBe('-cost')
    expect(nextSort('-cost', 'cost')).toBe('cost')
    expect(nextSort('cost', 'cost')).toBeUndefined()
    expect(nextSort(undefined, 'started')).toBe('started')
    expect(nextSort('started', 'started')).toBeUndefined()
  })

  it('is read from the address only where it is a column', () => {
    expect(readSort('-tokens')).toBe('-tokens')
    for (const value of ['-started', 'colour', '', 7]) expect(readSort(value)).toBeUndefined()
  })
})

describe('values to filter by', () => {
  const facets = {
    tools: [
      { value: 'search', runs: 9 },
      { value: 'fetch', runs: 4 },
    ],
    models: [{ value: 'research-model', runs: 3 }],
    services: [],
    agents: [],
    envs: [{ value: 'prod', runs: 12 }],
    tags: [{ value: 'team=search', runs: 2 }],
  }
  const found = (text: string, filter = {}) =>
    facetOptions(facets, text, filter).map((o) => `${o.word}:${o.value}`)

  it('are looked for in every field, or in the one that is named', () => {
    expect(found('sear')).toEqual(['tool:search', 'model:research-model', 'tag:team=search'])
    expect(found('tool: sear')).toEqual(['tool:search'])
    expect(found('env')).toEqual(['env:prod'])
    expect(found('')).toHaveLength(5)
  })

  it('are not offered when they are chosen already', () => {
    expect(found('search', { tool: 'search', tag: ['team=search'] })).toEqual(['model:research-model'])
    expect(withFacet({ tag: ['a=1'], tool: 'x' }, { field: 'tag', value: 'b=2' })).toEqual({
      tag: ['a=1', 'b=2'],
      tool: 'x',
    })
    expect(withFacet({ tool: 'x' }, { field: 'tool', value: 'y' })).toEqual({ tool: 'y' })
  })
})
