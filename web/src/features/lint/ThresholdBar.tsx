import { barOf, formatInterval, formatValue } from './measure'
import type { Measure } from './report'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** A value as a bar, its limit as a line, its interval as a whisker. The numbers stand in the table around it. */
export function ThresholdBar({ measure }: { measure: Measure }) {
  const bar = barOf(measure)
  const words = [
    formatValue(measure.value, measure.unit),
    measure.limit !== null && `limit ${formatValue(measure.limit, measure.unit)}`,
    measure.interval && `interval ${formatInterval(measure.interval, measure.unit)}`,
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <div className={`threshold-bar threshold-${measure.state}`} role="img" aria-label={words} title={words}>
      {bar.value !== null && <span className="threshold-fill" style={{ width: percent(bar.value) }} />}
      {bar.low !== null && bar.high !== null && (
        <span
          className={bar.openHigh ? 'threshold-whisker threshold-whisker-open' : 'threshold-whisker'}
          style={{ left: percent(bar.low), width: percent(bar.high - bar.low) }}
        />
      )}
      {bar.limit !== null && <span className="threshold-limit" style={{ left: percent(bar.limit) }} />}
    </div>
  )
}
