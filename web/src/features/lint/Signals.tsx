import { threeDigits } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Status } from '../../ui/Status'
import type { Signal } from './report'

const demands: Record<string, string> = { true: 'required', optional: 'optional', false: 'off' }

/** How complete the evidence is, signal by signal. */
export function Signals({ signals }: { signals: readonly Signal[] }) {
  if (signals.length === 0) return null
  return (
    <section className="lint-section" aria-labelledby="lint-signals">
      <h2 id="lint-signals">Completeness</h2>
      <table className="lint-table">
        <thead>
          <tr>
            <th scope="col">Signal</th>
            <th scope="col">State</th>
            <th scope="col" className="end">
              Coverage
            </th>
            <th scope="col">Asked for</th>
            <th scope="col">Source</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {signals.map((signal) => (
            <tr key={signal.name}>
              <th scope="row">
                <ForeignText text={signal.name} />
              </th>
              <td data-label="State">
                <Status status={signal.state} />
              </td>
              <td className="end num" data-label="Coverage">
                {signal.coverage === null ? '–' : `${threeDigits(Math.max(0, signal.coverage) * 100)} %`}
              </td>
              <td data-label="Asked for">
                {signal.demand ? (demands[signal.demand] ?? <ForeignText text={signal.demand} />) : '–'}
              </td>
              <td data-label="Source">{signal.source ? <ForeignText text={signal.source} /> : '–'}</td>
              <td className="name muted" data-label="Reason">
                {signal.reason ? <ForeignText text={signal.reason} /> : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
