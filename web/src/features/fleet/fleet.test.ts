import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search'
import { someVerdict } from '../lint/some'
import { isFiltered, readFleetFilter, toVerdictKey, toVerdictQuery } from './filter'
import { countAgents, fleetRows, withStatus } from './fleet'

const ids = (rows: ReturnType<typeof fleetRows>) => rows.map(({ verdict }) => verdict.id)

describe('the fleet', () => {
  it('shows the worst first, then the newest', () => {
    const rows = fleetRows([
      someVerdict('pass-new', { minute: 9 }),
      someVerdict('pass-old', { minute: 1 }),
      someVerdict('open', { status: 'inconclusive', minute: 2 }),
      someVerdict('broke', { status: 'error', minute: 3 }),
      someVerdict('fail-old', { status: 'fail', minute: 0 }),
      someVerdict('fail-new', { status: 'fail', minute: 5 }),
    ])
    expect(ids(rows)).toEqual(['fail-new', 'fail-old', 'broke', 'open', 'pass-new', 'pass-old'])
  })

  it('counts a run once, by its newest lint, so that one that was mended is not called broken', () => {
    const rows = fleetRows([
      someVerdict('new', { run_id: 'r', minute: 5 }),
      someVerdict('old', { run_id: 'r', status: 'fail', minute: 1 }),
      someVerdict('w1', { run_id: null }),
      someVerdict('w2', { run_id: null }),
    ])
    expect(ids(rows)).toEqual(['new', 'w1', 'w2'])
    expect(rows[0]!.lints).toBe(2)
    expect(withStatus(rows, ['fail'])).toEqual([])
    expect(withStatus(rows, undefined)).toHaveLength(3)
  })

  it('counts each agent, whoever needs attention first', () => {
    const agents = countAgents(
      fleetRows([
        someVerdict('1', { agent: 'calm' }),
        someVerdict('2', { agent: 'calm' }),
        someVerdict('3', { agent: 'hot', status: 'fail' }),
        someVerdict('4', { agent: 'hot' }),
        someVerdict('5', { agent: 'odd', status: 'inconclusive' }),
        someVerdict('6'),
      ]),
    )
    expect(agents.map((a) => [a.agent, a.runs, a.counts.fail])).toEqual([
      ['hot', 2, 1],
      ['odd', 1, 0],
      ['calm', 2, 0],
      [null, 1, 0],
    ])
  })
})

describe('the filter of the fleet', () => {
  it('goes to the address and back', () => {
    const filter = {
      range: '24h',
      agent: 'a&b',
      service: 'shop',
      env: 'prod',
      status: ['error', 'fail'],
    } as const
    expect(readFleetFilter(parseSearch(stringifySearch(filter)))).toEqual(filter)
    expect(readFleetFilter({ status: 'odd', range: '9y', agent: '', since: 'x', until: ['2026'] })).toEqual(
      {},
    )
  })

  it('asks for a window that ends now and leaves the status to the page', () => {
    const filter = readFleetFilter({ range: '1h', status: 'fail', agent: 'a' })
    expect(toVerdictQuery(filter, Date.UTC(2026, 10, 20, 12))).toEqual({
      since: '2026-11-20T11:00:00.000Z',
      until: undefined,
      agent: 'a',
      service: undefined,
      env: undefined,
    })
    expect(toVerdictKey(filter)).toEqual({ range: '1h', agent: 'a' })
    expect(isFiltered(filter)).toBe(true)
    expect(isFiltered({ agent: undefined })).toBe(false)
  })
})
