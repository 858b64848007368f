import { formatExact } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Status } from '../../ui/Status'
import { formatInterval, formatValue, worstFirst } from './measure'
import type { Measure } from './report'
import { ThresholdBar } from './ThresholdBar'

/** Every threshold that was judged: the picture, and the numbers it is drawn from beside it. */
export function Thresholds({ measures }: { measures: readonly Measure[] }) {
  if (measures.length === 0) return null
  return (
    <section className="lint-section" aria-labelledby="lint-thresholds">
      <h2 id="lint-thresholds">
        Thresholds <span className="count">{formatExact(measures.length)}</span>
      </h2>
      <table className="lint-table thresholds">
        <thead>
          <tr>
            <th scope="col">Threshold</th>
            <th scope="col">Stands</th>
            <th scope="col" className="wide">
              <span className="visually-hidden">Picture: </span>
              <span className="legend">
                <i className="key-fill" /> value <i className="key-whisker" /> interval{' '}
                <i className="key-limit" /> limit
              </span>
            </th>
            <th scope="col" className="end">
              Value
            </th>
            <th scope="col">Interval</th>
            <th scope="col" className="end">
              Limit
            </th>
            <th scope="col" className="end">
              n
            </th>
          </tr>
        </thead>
        <tbody>
          {worstFirst(measures).map((measure) => (
            <ThresholdRow key={measure.metric} measure={measure} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ThresholdRow({ measure }: { measure: Measure }) {
  const exact = (value: number | null) => (value === null ? undefined : `${value} ${measure.unit}`.trim())
  return (
    <tr>
      <th scope="row">
        <ForeignText text={measure.metric} />
        {measure.severity === 'warning' && <span className="muted"> (warning only)</span>}
      </th>
      <td data-label="Stands">
        <Status status={measure.state} />
      </td>
      <td className="wide">
        <ThresholdBar measure={measure} />
      </td>
      <td className="end num" data-label="Value" title={exact(measure.value)}>
        {formatValue(measure.value, measure.unit)}
      </td>
      <td className="num muted" data-label="Interval">
        {formatInterval(measure.interval, measure.unit) || '–'}
      </td>
      <td className="end num" data-label="Limit" title={exact(measure.limit)}>
        {formatValue(measure.limit, measure.unit)}
      </td>
      <td className="end num" data-label="n" title={measure.of ?? undefined}>
        {measure.n === null ? '–' : formatExact(measure.n)}
        {measure.state === 'undecided' && measure.needs_n !== null && (
          <span className="tone-violet needs"> needs {formatExact(measure.needs_n)}</span>
        )}
      </td>
    </tr>
  )
}
