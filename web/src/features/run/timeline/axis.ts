/** A stretch of time and where it is drawn. Positions are fractions of the whole axis, 0 to 1. */
export type Segment = { from: number; to: number; left: number; right: number; isBreak: boolean }

/** One time axis on which long waits are drawn short. Times are milliseconds. */
export type Axis = { from: number; to: number; segments: readonly Segment[] }

/** Work on the axis: a time span, and whether it only waits (for a person, say). */
export type Activity = { start: number; end: number; waiting: boolean }

/** A wait is compressed when it would take at least this share of what the axis shows. */
export const BREAK_SHARE = 0.25

/** Shorter waits are never compressed, in milliseconds: a pause of seconds is part of what a run has to tell. */
export const BREAK_MIN_MS = 60_000

/** What a break takes of the axis. */
const BREAK_WIDTH = 0.04

/**
 * An axis over the activities. Where nothing works for {@link BREAK_MIN_MS} and for {@link BREAK_SHARE} of the axis, the axis breaks; shortening one wait can make the next one long, so this repeats until none is.
 */
export function buildAxis(activities: readonly Activity[], compress: boolean): Axis {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const { start, end } of activities) {
    from = Math.min(from, start)
    to = Math.max(to, end)
  }
  if (!Number.isFinite(from) || !Number.isFinite(to))
    return { from: 0, to: 1, segments: [wholeSegment(0, 1)] }
  // Everything at one instant still needs an axis with a length.
  if (to <= from) to = from + 1
  const breaks = compress ? longWaits(activities, from, to) : []
  return { from, to, segments: layOut(from, to, breaks) }
}

/** Where a time is drawn, clamped to the axis. */
export function toPosition(axis: Axis, time: number): number {
  const segment = find(axis.segments, (s) => time <= s.to)
  const share = (time - segment.from) / (segment.to - segment.from)
  return segment.left + Math.min(1, Math.max(0, share)) * (segment.right - segment.left)
}

/** The time drawn at a position, clamped to the axis. */
export function toTime(axis: Axis, position: number): number {
  const segment = find(axis.segments, (s) => position <= s.right)
  const share = (position - segment.left) / (segment.right - segment.left)
  return segment.from + Math.min(1, Math.max(0, share)) * (segment.to - segment.from)
}

function wholeSegment(from: number, to: number): Segment {
  return { from, to, left: 0, right: 1, isBreak: false }
}

/** Binary search: the first segment that holds, else the last. */
function find(segments: readonly Segment[], holds: (segment: Segment) => boolean): Segment {
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(segments[middle]!)) high = middle
    else low = middle + 1
  }
  return segments[low]!
}

type Wait = { from: number; to: number }

function longWaits(activities: readonly Activity[], from: number, to: number): Wait[] {
  let candidates = idleWaits(activities, from, to)
  const breaks: Wait[] = []
  let shown = to - from
  for (;;) {
    const long = candidates.filter(
      (wait) => wait.to - wait.from >= Math.max(BREAK_MIN_MS, BREAK_SHARE * shown),
    )
    if (long.length === 0) return breaks.sort((a, b) => a.from - b.from)
    for (const wait of long) shown -= wait.to - wait.from
    breaks.push(...long)
    candidates = candidates.filter((wait) => !long.includes(wait))
  }
}

/** The stretches in which nothing works and nothing starts or ends. */
function idleWaits(activities: readonly Activity[], from: number, to: number): Wait[] {
  const busy: Wait[] = []
  for (const { start, end, waiting } of activities) {
    if (waiting) busy.push({ from: start, to: start }, { from: end, to: end })
    else busy.push({ from: start, to: end })
  }
  busy.sort((a, b) => a.from - b.from)
  const waits: Wait[] = []
  let reached = from
  for (const span of busy) {
    if (span.from > reached) waits.push({ from: reached, to: span.from })
    reached = Math.max(reached, span.to)
  }
  if (to > reached) waits.push({ from: reached, to })
  return waits
}

function layOut(from: number, to: number, breaks: readonly Wait[]): Segment[] {
  if (breaks.length === 0) return [wholeSegment(from, to)]
  const shown = to - from - breaks.reduce((sum, wait) => sum + wait.to - wait.from, 0)
  const breakWidth = shown > 0 ? Math.min(BREAK_WIDTH, 0.5 / breaks.length) : 1 / breaks.length
  const scale = shown > 0 ? (1 - breakWidth * breaks.length) / shown : 0
  const segments: Segment[] = []
  let time = from
  let left = 0
  const add = (until: number, width: number, isBreak: boolean) => {
    if (until <= time) return
    segments.push({ from: time, to: until, left, right: left + width, isBreak })
    time = until
    left += width
  }
  for (const wait of breaks) {
    add(wait.from, (wait.from - time) * scale, false)
    add(wait.to, breakWidth, true)
  }
  add(to, (to - time) * scale, false)
  return segments
}
