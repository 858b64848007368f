import { describe, expect, it } from 'vitest'
import { activitiesOf } from './activity'
import { type Activity, buildAxis, toPosition, toTime } from './axis'
import { noonPlus, someStep } from './some'
import { buildTree } from './tree'

const MINUTE = 60_000
/** Work from one minute to another. */
const work = (start: number, end: number): Activity => ({
  start: start * MINUTE,
  end: end * MINUTE,
  waiting: false,
})
const hiddenTime = (activities: Activity[]) =>
  buildAxis(activities, true)
    .segments.filter((s) => s.isBreak)
    .map((s) => [s.from / MINUTE, s.to / MINUTE])

describe('the time axis', () => {
  it('is one piece where nothing waits', () => {
    const axis = buildAxis([work(100, 200), work(180, 300)], true)
    expect(axis.segments).toEqual([
      { from: 100 * MINUTE, to: 300 * MINUTE, left: 0, right: 1, isBreak: false },
    ])
    expect(toPosition(axis, 150 * MINUTE)).toBe(0.25)
    expect(toTime(axis, 0.25)).toBe(150 * MINUTE)
  })

  it('breaks where a wait would take a quarter of it', () => {
    expect(hiddenTime([work(0, 300), work(400, 400 + 300)])).toEqual([])
    expect(hiddenTime([work(0, 300), work(500, 500 + 300)])).toEqual([[300, 500]])
  })

  it('never breaks for less than a minute, whatever the share', () =>
    expect(hiddenTime([work(0, 0.01), work(0.9, 0.91)])).toEqual([]))

  it('breaks again where shortening one wait makes the next one long', () =>
    expect(hiddenTime([work(0, 10), work(20, 30), work(1000, 1010)])).toEqual([
      [10, 20],
      [30, 1000],
    ]))

  it('keeps every wait in its length when told to', () =>
    expect(buildAxis([work(0, 1), work(1000, 1001)], false).segments).toHaveLength(1))

  it('maps times to positions and back, in order, over breaks too', () => {
    const axis = buildAxis([work(0, 50), work(10_000, 10_050), work(90_000, 90_020)], true)
    let before = -1
    for (let time = 0; time <= 90_020 * MINUTE; time += 7.1 * MINUTE) {
      const position = toPosition(axis, time)
      expect(position).toBeGreaterThanOrEqual(before)
      expect(toTime(axis, position)).toBeCloseTo(time, 3)
      before = position
    }
    expect(axis.segments[0]!.left).toBe(0)
    expect(axis.segments.at(-1)!.right).toBeCloseTo(1, 9)
    for (let i = 1; i < axis.segments.length; i++) {
      expect(axis.segments[i]!.from).toBe(axis.segments[i - 1]!.to)
      expect(axis.segments[i]!.left).toBeCloseTo(axis.segments[i - 1]!.right, 9)
    }
  })

  it('clamps what lies outside', () => {
    const axis = buildAxis([work(100, 200)], true)
    expect([toPosition(axis, 0), toPosition(axis, 999 * MINUTE), toTime(axis, -1), toTime(axis, 2)]).toEqual([
      0,
      1,
      100 * MINUTE,
      200 * MINUTE,
    ])
  })

  it('has a length with no steps, and with all steps at one instant', () => {
    expect(buildAxis([], true)).toMatchObject({ from: 0, to: 1 })
    expect(buildAxis([work(5, 5)], true)).toMatchObject({ from: 5 * MINUTE, to: 5 * MINUTE + 1 })
  })

  it('never breaks where only instants are', () => {
    const axis = buildAxis([work(0, 0), work(1000, 1000)], true)
    expect(axis.segments.at(-1)!.right).toBeCloseTo(1, 9)
    expect(toPosition(axis, 1000 * MINUTE)).toBeCloseTo(1, 9)
  })
})

describe('activity', () => {
  it('of a parent or of an approval is only its start and end, so hours of waiting show as a wait', () => {
    const tree = buildTree(
      [
        someStep('agent', { kind: 'agent', seconds: 7210 }),
        someStep('think', { kind: 'model', parent_id: 'agent', seconds: 5 }),
        someStep('approval', { kind: 'approval_request', parent_id: 'agent', at: 5, seconds: 7200 }),
        someStep('act', { parent_id: 'agent', at: 7205, seconds: 5 }),
      ],
      false,
    )
    expect(hiddenTime(activitiesOf(tree, noonPlus(0)))).toEqual([
      [noonPlus(5) / MINUTE, noonPlus(7205) / MINUTE],
    ])
  })

  it('of a step that runs goes on until now', () => {
    const tree = buildTree([someStep('a', { ended_at: null, status: 'running' })], false)
    expect(activitiesOf(tree, noonPlus(30))).toEqual([
      { start: noonPlus(0), end: noonPlus(30), waiting: false },
    ])
  })

  it('leaves out steps whose time cannot be read', () =>
    expect(activitiesOf(buildTree([someStep('a', { started_at: 'never' })], false), 0)).toEqual([]))
})
