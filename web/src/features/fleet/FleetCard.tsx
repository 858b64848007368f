import { Status } from '../../ui/Status'
import { Time } from '../../ui/Time'
import { Name, RunOf, Why } from './columns'
import type { FleetRow } from './fleet'

/** A row on a narrow screen: what run and how it stands, then why, then who and when. */
export function FleetCard({ row }: { row: FleetRow }) {
  return (
    <div role="gridcell" className="run-card">
      <div>
        <RunOf row={row} />
        <Status status={row.verdict.status} />
      </div>
      <div className="muted">
        <Why row={row} />
        <span className="run-card-end">
          {row.verdict.agent && <Name text={row.verdict.agent} />}
          <Time value={row.verdict.created_at} />
        </span>
      </div>
    </div>
  )
}
