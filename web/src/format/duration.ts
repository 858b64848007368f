import { threeDigits } from './number'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds as people read them: `340 µs`, `12.5 ms`, `3.21 s`, `2 min 05 s`, `3 h 07 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  const size = Math.abs(ms)
  const sign = ms < 0 ? '-' : ''
  if (size === 0) return '0 ms'
  if (size < 0.9995) return `${sign}${threeDigits(Math.max(1, Math.round(size * 1000)))} µs`
  if (size < 999.5) return `${sign}${threeDigits(size)} ms`
  if (size < 59_950) return `${sign}${threeDigits(size / SECOND)} s`
  if (size < HOUR - SECOND / 2) return sign + pair(size, MINUTE, 'min', SECOND, 's')
  if (size < DAY - MINUTE / 2) return sign + pair(size, HOUR, 'h', MINUTE, 'min')
  return sign + pair(size, DAY, 'd', HOUR, 'h', false)
}

function pair(
  ms: number,
  big: number,
  bigName: string,
  small: number,
  smallName: string,
  pad = true,
): string {
  const whole = Math.round(ms / small)
  const per = big / small
  const rest = String(whole % per)
  return `${Math.floor(whole / per)} ${bigName} ${pad ? rest.padStart(2, '0') : rest} ${smallName}`
}
