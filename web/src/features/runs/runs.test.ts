import { describe, expect, it } from 'vitest'
import { isFiltered, matchesFilter, readFilter, toRunQuery } from './filter'
import { insertRuns, newRuns, type RunPage, updateInPlace } from './live'
import { someRun } from './some'

const NOON = Date.UTC(2026, 10, 20, 12)
const page = (runs: RunPage['runs'], next: string | null = null): RunPage => ({ runs, next_cursor: next })
const ids = (pages: RunPage[]) => pages.map((p) => p.runs.map((r) => r.run_id).join(' '))

describe('the filter in the address bar', () => {
  it('is read back as it was', () => {
    const search = { range: '24h', status: ['failed', 'ok'], tag: ['team=a', 'k=v=w'], tool: 'search', session_id: 's 1' }
    expect(readFilter(search)).toEqual(search)
    expect(isFiltered(readFilter(search))).toBe(true)
  })

  it('takes a single status or tag, and leaves out what it does not understand', () => {
    expect(readFilter({ status: 'failed', tag: 'a=b', range: 'ever', since: 'soon', tool: 7, model: '' })).toEqual({
      status: ['failed'],
      tag: ['a=b'],
    })
    expect(isFiltered(readFilter({ status: 'great', tag: '=x' }))).toBe(false)
  })

  it('asks for a range as a start that ends now', () =>
    expect(toRunQuery({ range: '1h', env: 'prod' }, NOON)).toEqual({ since: '2026-11-20T11:00:00.000Z', env: 'prod' }))
})

describe('a run that arrives live', () => {
  const run = someRun('r', { status: 'failed', tools: ['search'], models: ['m'], agent: 'a', tags: { team: 'x=y' } })

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
    expect(matchesFilter(run, filter as never, NOON + 1000)).toBe(belongs))

  it('is not new where the list shows it, and not where it is older than what is loaded', () => {
    const pages = [page([someRun('b', { minute: 5 }), someRun('a', { minute: 3 })], 'more')]
    const arrived = [someRun('b', { minute: 5, revision: 9 }), someRun('new', { minute: 4 }), someRun('old', { minute: 1 })]
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
    const next = insertRuns(pages, [someRun('e', { minute: 9 }), someRun('bb', { minute: 5 }), someRun('c', { minute: 6 })])
    expect(ids(next)).toEqual(['e d c', 'bb b a'])
  })

  it('order runs of one instant by id', () =>
    expect(ids(insertRuns([page([someRun('m')])], [someRun('z'), someRun('k')]))).toEqual(['k m z']))
})
