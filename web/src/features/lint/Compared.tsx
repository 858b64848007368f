import { Link } from '@tanstack/react-router'
import { formatDuration } from '../../format/duration'
import { formatExact, plural, threeDigits } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Status } from '../../ui/Status'
import { formatInterval, formatValue } from './measure'
import type { Place } from './places'
import type { Comparison, Offender } from './report'
import { Where } from './Where'

const words: Record<string, string> = {
  spans: 'Spans',
  routes: 'Routes',
  errors: 'Errors',
  functions: 'Functions',
}

/** What changed against the baseline, how sure that is, and what it comes from. */
export function Compared({
  comparison,
  runId,
  place,
}: {
  comparison: Comparison
  runId: string | null
  place: Place
}) {
  return (
    <section className="lint-section" aria-labelledby="lint-compared">
      <h2 id="lint-compared">Compared with the baseline</h2>
      <p className="muted">
        {comparison.gates ? 'These differences gate. ' : 'Exploratory: these differences do not gate. '}
        {comparison.reason && <ForeignText text={comparison.reason} />}{' '}
        {comparison.replicates.baseline !== null &&
          `${plural(comparison.replicates.baseline, 'replicate')} in the baseline. `}
        <Runs ids={comparison.baseline} />
      </p>
      {comparison.deltas.length > 0 && <Deltas comparison={comparison} />}
      <div className="worst">
        {comparison.attribution.map(({ kind, items }) => (
          <table key={kind} className="lint-table">
            <thead>
              <tr>
                <th scope="col">{words[kind] ?? kind}</th>
                <th scope="col" className="end">
                  Change
                </th>
                <th scope="col">Where</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item, index) => (
                <tr key={index}>
                  <th scope="row" className="name">
                    <ForeignText text={item.name} />
                  </th>
                  <td className="end num" data-label="Change">
                    {changeOf(item)}
                  </td>
                  <td data-label="Where">
                    <Where runId={runId} place={place} stepId={item.stepId} traceId={item.traceId} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  )
}

function Runs({ ids }: { ids: readonly string[] }) {
  const shown = ids.slice(0, 3)
  return (
    <>
      {shown.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to="/runs/$runId" params={{ runId: id }}>
            <code>{id}</code>
          </Link>
        </span>
      ))}
      {ids.length > shown.length && ` and ${plural(ids.length - shown.length, 'run')} more`}
    </>
  )
}

function Deltas({ comparison }: { comparison: Comparison }) {
  return (
    <table className="lint-table">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Change</th>
          <th scope="col" className="end">
            Run
          </th>
          <th scope="col" className="end">
            Baseline
          </th>
          <th scope="col" className="end">
            Difference
          </th>
          <th scope="col">Interval</th>
          <th scope="col" className="end">
            Effect
          </th>
          <th scope="col" className="end">
            p
          </th>
        </tr>
      </thead>
      <tbody>
        {comparison.deltas.map((delta, index) => (
          <tr key={index}>
            <th scope="row">
              <ForeignText text={delta.metric} />
            </th>
            <td data-label="Change">
              <Status status={delta.state} />
            </td>
            <td className="end num" data-label="Run">
              {formatValue(delta.run, delta.unit)}
            </td>
            <td className="end num" data-label="Baseline">
              {formatValue(delta.baseline, delta.unit)}
            </td>
            <td className="end num" data-label="Difference">
              {plus(delta.delta)}
              {formatValue(delta.delta, delta.unit)}
              {delta.deltaPct !== null && (
                <span className="muted">
                  {' '}
                  ({plus(delta.deltaPct)}
                  {formatValue(delta.deltaPct, 'percent')})
                </span>
              )}
            </td>
            <td className="num muted" data-label="Interval">
              {formatInterval(delta.interval, delta.unit) || '–'}
            </td>
            <td className="end num" data-label="Effect">
              {delta.effect === null ? '–' : formatValue(delta.effect, '')}
            </td>
            <td className="end num" data-label="p">
              {delta.p === null ? '–' : threeDigits(Math.max(0, delta.p))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const plus = (value: number | null) => (value !== null && value > 0 ? '+' : '')

/** The self time it added where that is known, else how often it happened in the run and the baseline. */
function changeOf({ numbers }: Offender): string {
  const self = numbers.self_delta_ms
  if (self !== undefined) return `${plus(self)}${formatDuration(self)}`
  const { count_run: run, count_baseline: baseline } = numbers
  if (run !== undefined && baseline !== undefined) return `${formatExact(baseline)} → ${formatExact(run)}`
  const [delta] = Object.entries(numbers).find(([key]) => key.includes('delta')) ?? []
  return delta === undefined ? '–' : `${plus(numbers[delta]!)}${formatValue(numbers[delta]!, '')}`
}
