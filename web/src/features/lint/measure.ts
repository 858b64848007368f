import { formatDuration } from '../../format/duration'
import { threeDigits } from '../../format/number'
import type { Measure } from './report'

/** A value in the unit of its metric: `420 ms`, `1.02 %` for a ratio, `81.3 %`. */
export function formatValue(value: number | null, unit: string): string {
  if (value === null) return '–'
  if (unit === 'ms') return formatDuration(value)
  if (unit === 'ratio') return `${signed(value * 100)} %`
  if (unit === 'percent') return `${signed(value)} %`
  return unit === '' ? signed(value) : `${signed(value)} ${unit}`
}

/** `[331 ms, 372 ms]`; an open side reads `…`. */
export function formatInterval(interval: Measure['interval'], unit: string): string {
  if (!interval) return ''
  const [low, high] = interval.map((side) => (side === null ? '…' : formatValue(side, unit)))
  return `[${low}, ${high}]`
}

function signed(value: number): string {
  return value < 0 ? `−${threeDigits(-value)}` : threeDigits(value)
}

/** Where things are on a bar, from 0 to 1. An open side of the interval has no end: the whisker runs out of the bar. */
export type Bar = {
  value: number | null
  limit: number | null
  low: number | null
  high: number | null
  openHigh: boolean
}

/** Lays a threshold out on a scale that starts at zero and holds all that is known, with room behind it. */
export function barOf(measure: Measure): Bar {
  const [low, high] = measure.interval ?? [null, null]
  const known = [measure.value, measure.limit, low, high].filter((x): x is number => x !== null && x > 0)
  const scale = known.length === 0 ? 1 : Math.max(...known) * 1.12
  const place = (x: number | null) => (x === null ? null : Math.min(1, Math.max(0, x / scale)))
  const open = measure.interval !== null && high === null
  return {
    value: place(measure.value),
    limit: place(measure.limit),
    low: measure.interval ? (place(low) ?? 0) : null,
    high: measure.interval ? (place(high) ?? 1) : null,
    openHigh: open,
  }
}

const order = { broken: 0, undecided: 1, unknown: 2, holds: 3 }

/** Broken first, then undecided; equal ones keep the report's order. */
export function worstFirst(measures: readonly Measure[]): Measure[] {
  return measures.toSorted((a, b) => order[a.state] - order[b.state])
}
