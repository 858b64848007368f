import { describe, expect, it } from 'vitest'
import { buildAxis } from './axis'
import { barOf } from './bar'
import { findSteps, neighbour } from './find'
import { minimapOf } from './minimap-path'
import { noonPlus, someStep } from './some'
import { breaksOf, pan, roundStep, select, tickLabel, ticksOf, WHOLE, zoom } from './ticks'
import { buildTree } from './tree'

const second = { start: 0, end: 1000, waiting: false }

describe('ticks', () => {
  it('stand at round times, far enough apart', () => {
    const ticks = ticksOf(buildAxis([second], true), WHOLE, 800, 80)
    expect(ticks.map((t) => t.label)).toEqual([
      '0',
      '100 ms',
      '200 ms',
      '300 ms',
      '400 ms',
      '500 ms',
      '600 ms',
      '700 ms',
      '800 ms',
      '900 ms',
      '1.0 s',
    ])
    expect(ticks[3]!.at).toBeCloseTo(0.3)
  })

  it('get finer in a zoomed view and keep counting from the start of the run', () => {
    const ticks = ticksOf(buildAxis([second], true), { from: 0.5, to: 0.51 }, 400, 100)
    expect(ticks.map((t) => t.label)).toEqual(['500 ms', '505 ms', '510 ms'])
  })

  it('leave breaks free, and breaks say what they hide', () => {
    const axis = buildAxis([second, { start: 7_201_000, end: 7_202_000, waiting: false }], true)
    const [gap] = breaksOf(axis, WHOLE)
    expect(gap!.label).toBe('2 h 00 min')
    const ticks = ticksOf(axis, WHOLE, 1000, 80)
    for (const tick of ticks) expect(tick.at <= gap!.left + 1e-9 || tick.at >= gap!.right - 1e-9).toBe(true)
    expect(ticks.map((t) => t.label)).toEqual([
      '0',
      '200 ms',
      '400 ms',
      '600 ms',
      '800 ms',
      '2:00:01.2',
      '2:00:01.4',
      '2:00:01.6',
      '2:00:01.8',
      '2:00:02.0',
    ])
    expect(breaksOf(axis, { from: 0, to: 0.2 })).toEqual([])
  })

  it.each([
    [0, 1, '0'],
    [0.25, 0.05, '250 µs'],
    [505, 5, '505 ms'],
    [1005, 5, '1.005 s'],
    [12_500, 500, '12.5 s'],
    [30_000, 10_000, '30 s'],
    [90_000, 30_000, '1:30'],
    [61_500, 500, '1:01.5'],
    [3_725_000, 5000, '1:02:05'],
    [600_000, 300_000, '10 min'],
    [5_400_000, 900_000, '1 h 30 min'],
    [7_200_000, 900_000, '2 h'],
    [180_000_000, 43_200_000, '2 d 2 h'],
  ])('at %d ms in steps of %d ms reads %s', (ms, step, text) => expect(tickLabel(ms, step)).toBe(text))

  it.each([
    [0.03, 0.05],
    [0.2, 0.2],
    [70, 100],
    [600, 1000],
    [7000, 10_000],
    [100_000, 120_000],
    [4_000_000, 7_200_000],
  ])('step at least %d ms by %d ms', (ms, step) => expect(roundStep(ms)).toBeCloseTo(step, 9))
})

describe('the view', () => {
  it('zooms around the pointer and back to the whole', () => {
    const close = zoom(WHOLE, 0.5, 0.25)
    expect(close).toEqual({ from: 0.125, to: 0.625 })
    expect(zoom(close, 100, 0.25)).toEqual(WHOLE)
  })

  it('pans no further than the axis', () => {
    expect(pan({ from: 0.2, to: 0.4 }, 0.5)).toEqual({ from: expect.closeTo(0.3), to: expect.closeTo(0.5) })
    expect(pan({ from: 0.2, to: 0.4 }, -9)).toEqual({ from: 0, to: expect.closeTo(0.2) })
  })

  it('takes a dragged stretch in either direction, and no click for a drag', () => {
    expect(select({ from: 0.5, to: 1 }, 0.8, 0.2)).toEqual({
      from: expect.closeTo(0.6),
      to: expect.closeTo(0.9),
    })
    expect(select(WHOLE, 0.3, 0.301)).toBeNull()
  })
})

describe('bars', () => {
  const tree = buildTree(
    [
      someStep('a', { seconds: 4 }),
      someStep('b', { at: 1, seconds: 1 }),
      someStep('c', { at: 2, ended_at: null }),
    ],
    false,
  )
  const axis = buildAxis([{ start: noonPlus(0), end: noonPlus(4), waiting: false }], true)

  it('lie on the axis, and outside the view there is none', () => {
    expect(barOf(tree[1]!, axis, WHOLE, 0)).toEqual({ left: 0.25, right: 0.5 })
    expect(barOf(tree[1]!, axis, { from: 0.6, to: 0.9 }, 0)).toBeNull()
    expect(barOf(tree[2]!, axis, WHOLE, noonPlus(3))).toEqual({ left: 0.5, right: 0.75 })
  })

  it('that touch are one line in the minimap', () => {
    const steps = Array.from({ length: 5000 }, (_, i) =>
      someStep(`s${i}`, { at: i / 1000, seconds: 0.001, status: i === 7 ? 'error' : 'ok' }),
    )
    const roots = buildTree(steps, false)
    const map = minimapOf(
      roots,
      buildAxis([{ start: noonPlus(0), end: noonPlus(5), waiting: false }], true),
      0,
    )
    expect(map.work).toBe('M0.0 0.5H1000.0')
    expect(map.lanes).toBe(3)
    expect(map.errors).toBe('M0.0 1.5H3.6')
  })
})

describe('find', () => {
  const tree = buildTree(
    [
      someStep('a', { name: 'Plan', seconds: 9 }),
      someStep('b', { parent_id: 'a', at: 1, output_preview: 'the PLAN is good' }),
      someStep('c', { parent_id: 'a', at: 2, error: { type: 'Timeout', message: 'no plan' } }),
    ],
    false,
  )
  const order = new Map([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ])

  it('looks at names, previews, ids and errors, whatever the case', () => {
    expect(findSteps(tree, 'plan')).toEqual(['a', 'b', 'c'])
    expect(findSteps(tree, ' timeOUT')).toEqual(['c'])
    expect(findSteps(tree, '  ')).toEqual([])
  })

  it('goes around the ends and starts from where the reader is', () => {
    expect(neighbour(['a', 'c'], 'c', 1, order)).toBe('a')
    expect(neighbour(['a', 'c'], 'a', -1, order)).toBe('c')
    expect(neighbour(['a', 'c'], 'b', 1, order)).toBe('c')
    expect(neighbour(['a', 'c'], 'b', -1, order)).toBe('a')
    expect(neighbour(['a', 'c'], null, 1, order)).toBe('a')
    expect(neighbour([], 'a', 1, order)).toBeNull()
  })
})
