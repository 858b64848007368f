import { formatAbsolute, formatRelative, parseTime } from '../format/time'
import { useNow } from './useNow'

/** A time relative to now; the absolute one on hover. */
export function Time({ value }: { value: string }) {
  const now = useNow(5000)
  const time = parseTime(value)
  return (
    <time dateTime={value} title={formatAbsolute(time)}>
      {formatRelative(time, now)}
    </time>
  )
}
