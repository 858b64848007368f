/** Milliseconds since 1970 with the fraction kept to a microsecond, or NaN. Takes RFC 3339 with up to nine fractional digits. */
export function parseTime(text: string): number {
  const point = text.indexOf('.')
  if (point < 0) return Date.parse(text)
  let end = point + 1
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
  return Date.parse(text.slice(0, point) + text.slice(end)) + Number(`0${text.slice(point, end)}`) * 1000
}

const steps: [number, string][] = [
  [60, 's'],
  [60, 'min'],
  [24, 'h'],
  [30, 'd'],
]

/** `just now`, `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago`, then the date. Times ahead read `in 5 min`. */
export function formatRelative(time: number, now: number): string {
  if (!Number.isFinite(time)) return 'unknown'
  let size = Math.floor(Math.abs(now - time) / 1000)
  if (size < 5) return 'just now'
  for (const [limit, unit] of steps) {
    if (size < limit) return now >= time ? `${size} ${unit} ago` : `in ${size} ${unit}`
    size = Math.floor(size / limit)
  }
  return formatDate(time)
}

/** Local `2026-11-20`. */
export function formatDate(time: number): string {
  const date = new Date(time)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Local `2026-11-20 14:03:22.125`. */
export function formatAbsolute(time: number): string {
  if (!Number.isFinite(time)) return 'unknown'
  return `${formatDate(time)} ${formatClock(time)}`
}

/** Local `14:03:22.125`. */
export function formatClock(time: number): string {
  const date = new Date(time)
  const ms = String(date.getMilliseconds()).padStart(3, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
