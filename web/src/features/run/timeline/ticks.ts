import { formatDuration } from '../../../format/duration'
import type { Axis } from './axis'
import { toPosition, toTime } from './axis'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

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
  // Where the label of a break stands, and as far before it as a tick's own label is wide.
  const labels = breaksOf(axis, view).map((gap) => {
    const middle = (gap.left + gap.right) / 2
    const half = (gap.label.length * 3.5 + 6) / Math.max(1, width)
    return { from: middle - half - minGap * 0.7, to: middle + half }
  })
  for (const segment of axis.segments) {
    if (segment.isBreak || segment.right <= view.from || segment.left >= view.to) continue
    const msPerView = ((segment.to - segment.from) / (segment.right - segment.left)) * pixelsPerUnit
    const step = roundStep(msPerView * minGap)
    const first = Math.max(segment.from, toTime(axis, Math.max(view.from, segment.left)))
    const last = Math.min(segment.to, toTime(axis, Math.min(view.to, segment.right)))
    for (
      let n = Math.ceil((first - axis.from) / step);
      n * step + axis.from <= last && ticks.length < 200;
      n++
    ) {
      const at = (toPosition(axis, axis.from + n * step) - view.from) / (view.to - view.from)
      const before = ticks.at(-1)
      if (at < 0 || at > 1 || labels.some((label) => at > label.from && at < label.to)) continue
      if (!before || at - before.at >= minGap * 0.9) ticks.push({ at, label: tickLabel(n * step, step) })
    }
  }
  return ticks
}

/** A time since the start as precise as the step between marks needs: `400 ms`, `12.5 s`, `1:30`, `2:18:04.5`, `1 h 30 min`. */
export function tickLabel(ms: number, step: number): string {
  if (ms === 0) return '0'
  if (step >= MINUTE) {
    const parts: [number, string][] = [
      [Math.floor(ms / DAY), 'd'],
      [Math.floor((ms % DAY) / HOUR), 'h'],
      [Math.floor((ms % HOUR) / MINUTE), 'min'],
    ]
    return parts
      .filter(([value]) => value > 0)
      .map(([value, unit]) => `${value} ${unit}`)
      .join(' ')
  }
  if (ms < SECOND) return formatDuration(ms)
  const digits = step >= SECOND ? 0 : Math.min(6, Math.max(0, Math.ceil(-Math.log10(step / SECOND) - 1e-9)))
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(digits)} s`
  const seconds = ((ms % MINUTE) / SECOND).toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, '0')
  const minutes = Math.floor((ms % HOUR) / MINUTE)
  return ms < HOUR
    ? `${minutes}:${seconds}`
    : `${Math.floor(ms / HOUR)}:${String(minutes).padStart(2, '0')}:${seconds}`
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
