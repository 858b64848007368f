import { formatDuration } from '../../format/duration'
import { formatExact, threeDigits } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Time } from '../../ui/Time'
import type { Place } from './places'
import type { LintReport, Offender } from './report'
import { Where } from './Where'

type Props = { report: LintReport; runId: string | null; place: Place }

/** What to look at first: the slowest spans and routes, the errors, the functions that burn most. */
export function Worst(props: Props) {
  const { report } = props
  if (report.spans.length + report.routes.length + report.errors.length + report.functions.length === 0)
    return null
  return (
    <section className="lint-section" aria-labelledby="lint-worst">
      <h2 id="lint-worst">Worst</h2>
      <div className="worst">
        <Offenders
          {...props}
          title="Spans"
          items={report.spans}
          columns={[
            ['p99', 'p99'],
            ['max', 'max'],
            ['count', 'n'],
          ]}
        />
        <Offenders
          {...props}
          title="Routes"
          items={report.routes}
          columns={[
            ['p95', 'p95'],
            ['errors', 'errors'],
            ['count', 'n'],
          ]}
        />
        <Errors {...props} />
        <Functions report={report} />
      </div>
    </section>
  )
}

const counts = new Set(['count', 'errors'])

function Offenders({
  title,
  items,
  columns,
  runId,
  place,
}: Props & { title: string; items: readonly Offender[]; columns: readonly [string, string][] }) {
  if (items.length === 0) return null
  return (
    <table className="lint-table">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          {columns.map(([key, label]) => (
            <th key={key} scope="col" className="end">
              {label}
            </th>
          ))}
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={index}>
            <th scope="row" className="name">
              <ForeignText text={item.name} />
            </th>
            {columns.map(([key, label]) => (
              <td key={key} className="end num" data-label={label}>
                {numberOf(item.numbers[key], counts.has(key))}
              </td>
            ))}
            <td data-label="Where">
              <Where runId={runId} place={place} stepId={item.stepId} traceId={item.traceId} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function numberOf(value: number | undefined, count: boolean): string {
  if (value === undefined) return '–'
  return count ? formatExact(value) : formatDuration(value)
}

function Errors({ report, runId, place }: Props) {
  if (report.errors.length === 0) return null
  return (
    <table className="lint-table">
      <thead>
        <tr>
          <th scope="col">Errors</th>
          <th scope="col">Culprit</th>
          <th scope="col" className="end">
            n
          </th>
          <th scope="col">Last seen</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {report.errors.map((error, index) => (
          <tr key={index}>
            <th scope="row" className="name">
              <ForeignText text={error.title} />
            </th>
            <td className="name muted" data-label="Culprit">
              {error.culprit ? <ForeignText text={error.culprit} /> : '–'}
            </td>
            <td className="end num" data-label="n">
              {error.count === null ? '–' : formatExact(error.count)}
            </td>
            <td data-label="Last seen">{error.lastSeen ? <Time value={error.lastSeen} /> : '–'}</td>
            <td data-label="Where">
              <Where
                runId={runId}
                place={place}
                stepId={error.stepId}
                traceId={error.traceId}
                url={error.link}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Functions({ report }: { report: LintReport }) {
  if (report.functions.length === 0) return null
  return (
    <table className="lint-table">
      <thead>
        <tr>
          <th scope="col">Functions</th>
          <th scope="col" className="end">
            self
          </th>
          <th scope="col" className="end">
            share
          </th>
        </tr>
      </thead>
      <tbody>
        {report.functions.map((item, index) => (
          <tr key={index}>
            <th scope="row" className="name">
              <ForeignText text={item.name} />
            </th>
            <td className="end num" data-label="self">
              {item.self === null ? '–' : `${threeDigits(item.self)} ${item.unit ?? ''}`}
            </td>
            <td className="end num" data-label="share">
              {item.selfPct === null ? '–' : `${threeDigits(item.selfPct)} %`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
