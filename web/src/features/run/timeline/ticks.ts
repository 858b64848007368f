import { formatDuration } from '../../../format/duration'
import type { Axis } from './axis'
import { toPosition, toTime } from './axis'

/** The part of the axis in view, as positions 0 to 1. */
export type View = { from: number; to: number }

export const WHOLE: View = { from: 0, to: 1 }

/** A mark on the axis: where it is in the view (0 to 1) and the time since the start of the run. */
export type Tick = { at: number; label: string }

/** A break in the view: where it lies in the view and how much time it hides. */
export type AxisBreak = { left: number; right: number; label: string }

/** Marks at round times, no closer than `spacing` pixels on an axis `width` pixels wide; none inside breaks. */
export function ticksOf(axis: Axis, view: View, width: number, spacing: number): Tick[] {
  const ticks: Tick[] = []
  const minGap = spacing / Math.max(1, width)
  const pixelsPerUnit = view.to - view.from
  for (const segment of axis.segments) {
    if (segment.isBreak || segment.right <= view.from || segment.left >= view.to) continue
    const msPerView = ((segment.to - segment.from) / (segment.right - segment.left)) * pixelsPerUnit
    const step = roundStep(msPerView * minGap)
    const first = Math.max(segment.from, toTime(axis, Math.max(view.from, segment.left)))
    const last = Math.min(segment.to, toTime(axis, Math.min(view.to, segment.right)))
    for (let n = Math.ceil((first - axis.from) / step); n * step + axis.from <= last && ticks.length < 200; n++) {
      const at = (toPosition(axis, axis.from + n * step) - view.from) / (view.to - view.from)
      const before = ticks.at(-1)
      if (at >= 0 && at <= 1 && (!before || at - before.at >= minGap * 0.9)) ticks.push({ at, label: formatDuration(n * step) })
    }
  }
  return ticks
}

/** The breaks that the view shows, each with the time it hides. */
export function breaksOf(axis: Axis, view: View): AxisBreak[] {
  const size = view.to - view.from
  return axis.segments
    .filter((segment) => segment.isBreak && segment.right > view.from && segment.left < view.to)
    .map((segment) => ({
      left: (segment.left - view.from) / size,
      right: (segment.right - view.from) / size,
      label: formatDuration(segment.to - segment.from),
    }))
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const longSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((s) => s * SECOND)
longSteps.push(...[2, 3, 6, 12, 24, 48, 96, 240, 720].map((h) => h * HOUR))

/** The smallest round step of at least `ms`: 1, 2, 5 below a second, then clock steps. */
export function roundStep(ms: number): number {
  if (ms <= 0 || !Number.isFinite(ms)) return SECOND
  if (ms <= SECOND / 2) {
    const power = 10 ** Math.floor(Math.log10(ms))
    const factor = [1, 2, 5, 10].find((f) => f * power >= ms * (1 - 1e-9)) ?? 10
    return factor * power
  }
  return longSteps.find((step) => step >= ms) ?? Math.ceil(ms / (720 * HOUR)) * 720 * HOUR
}

/** Zooms by a factor (below 1 is closer) around an anchor (0 to 1 in the view); never beyond the whole, never closer than 1e-7. */
export function zoom(view: View, factor: number, anchor: number): View {
  const size = view.to - view.from
  const next = Math.min(1, Math.max(1e-7, size * factor))
  return pan({ from: view.from + (size - next) * anchor, to: view.from + (size - next) * anchor + next }, 0)
}

/** Moves a view by a share of its size and keeps it on the axis. */
export function pan(view: View, share: number): View {
  const size = Math.min(1, view.to - view.from)
  const from = Math.min(1 - size, Math.max(0, view.from + share * size))
  return { from, to: from + size }
}

/** The view between two positions of the current view, in any order; too small a stretch gives null. */
export function select(view: View, a: number, b: number): View | null {
  const [low, high] = [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
  const size = view.to - view.from
  if ((high - low) * size < 1e-7 || high - low < 0.005) return null
  return { from: view.from + low * size, to: view.from + high * size }
}
