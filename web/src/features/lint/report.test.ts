import { describe, expect, it } from 'vitest'
import type { Step } from '../../api/types'
import { safeUrl } from './links'
import { barOf, formatInterval, formatValue, worstFirst } from './measure'
import { placesIn } from './places'
import { readReport } from './report'
import { someReport } from './some'

describe('reading a report', () => {
  it('takes over all that the page shows', () => {
    const report = readReport(someReport)
    expect(report.evaluated.map((m) => [m.metric, m.state, m.interval])).toEqual([
      ['error_rate', 'holds', [0.008, 0.013]],
      ['latency_ms.p99', 'undecided', [640, null]],
      ['latency_ms.p95', 'broken', [401, 440]],
    ])
    expect(report.signals.map((s) => [s.name, s.state, s.coverage])).toEqual([
      ['traces', 'partial', 0.1],
      ['profiles', 'absent', null],
    ])
    expect(report.comparison?.attribution.map((a) => a.kind)).toEqual(['spans', 'errors'])
    expect(report.versions).toEqual([
      ['fabrik', '0.1.0'],
      ['tempo', '3.0.3'],
    ])
  })

  it.each([
    null,
    7,
    'x',
    [],
    {},
    {
      evaluated: 7,
      signals: [],
      worst: { spans: [null, 3] },
      hints: [{ query: { $redacted: {} } }],
      versions: null,
    },
    { evaluated: [{ interval: [1], state: 'fine', value: '7' }], comparison: [], load: 'x' },
  ])('leaves out what is of another kind: %j', (value) => {
    const report = readReport(value)
    expect(report.hints).toEqual([])
    expect(report.evaluated.every((m) => m.state === 'unknown' && m.interval === null)).toBe(true)
  })
})

describe('a value', () => {
  it('is written in the unit of its metric', () => {
    expect(formatValue(420.4, 'ms')).toBe('420 ms')
    expect(formatValue(0.0102, 'ratio')).toBe('1.02 %')
    expect(formatValue(81.25, 'percent')).toBe('81.3 %')
    expect(formatValue(-15.1, 'percent')).toBe('−15.1 %')
    expect(formatValue(3, '')).toBe('3')
    expect(formatValue(null, 'ms')).toBe('–')
    expect(formatInterval([331, 372], 'ms')).toBe('[331 ms, 372 ms]')
    expect(formatInterval([640, null], 'ms')).toBe('[640 ms, …]')
  })

  it('is drawn on a scale that holds value, limit and interval, the limit between them where it belongs', () => {
    const [, open, broken] = readReport(someReport).evaluated
    const bar = barOf(broken!)
    expect(bar.limit).toBeLessThan(bar.low!)
    expect(bar.low).toBeLessThan(bar.value!)
    expect(bar.value).toBeLessThan(bar.high!)
    expect(bar.high).toBeLessThan(1)
    expect(barOf(open!)).toMatchObject({ high: 1, openHigh: true })
  })

  it('never leaves the bar', () => {
    const base = readReport(someReport).evaluated[0]!
    for (const [value, limit, interval] of [
      [0, 0, [0, 0]],
      [-5, 3, [-9, 1]],
      [null, null, null],
      [1e300, 1, [null, null]],
    ] as const) {
      const bar = barOf({ ...base, value, limit, interval: interval as [number, number] | null })
      for (const at of [bar.value, bar.limit, bar.low, bar.high])
        if (at !== null) expect(at >= 0 && at <= 1).toBe(true)
    }
  })

  it('comes broken first, then undecided', () =>
    expect(worstFirst(readReport(someReport).evaluated).map((m) => m.state)).toEqual([
      'broken',
      'undecided',
      'holds',
    ]))
})

describe('links', () => {
  it('are made of web addresses only', () => {
    expect(safeUrl('https://a.test/x?y=1')).toBe('https://a.test/x?y=1')
    for (const text of [
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'data:text/html,x',
      '/relative',
      '',
      null,
    ])
      expect(safeUrl(text)).toBeNull()
  })

  it('lead to the step that is named, else to the first of the trace, and only where it is here', () => {
    const steps = [
      { step_id: 'a', trace_id: 't1' },
      { step_id: 'b', trace_id: 't1' },
    ] as unknown as Step[]
    const place = placesIn(steps)
    expect(place({ stepId: 'b', traceId: null })).toBe('b')
    expect(place({ stepId: 'gone', traceId: 't1' })).toBe('a')
    expect(place({ stepId: 'gone', traceId: 't2' })).toBeNull()
    expect(placesIn(undefined)({ stepId: 'a', traceId: 't1' })).toBeNull()
  })
})
