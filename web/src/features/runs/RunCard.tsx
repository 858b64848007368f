import { Link } from '@tanstack/react-router'
import type { Run } from '../../api/types'
import { ForeignText } from '../../text/ForeignText'
import { Status } from '../../ui/Status'
import { Time } from '../../ui/Time'
import { AgentName, Cost, Duration, LintBadge, Tokens } from './columns'

/** A run on a narrow screen: what it is, then when, who and how much. */
export function RunCard({ run }: { run: Run }) {
  return (
    <div role="gridcell" className="run-card">
      <div>
        <Link to="/runs/$runId" params={{ runId: run.run_id }} className="run-link clip" tabIndex={-1}>
          {run.name ? <ForeignText text={run.name} /> : <code>{run.run_id}</code>}
        </Link>
        <span className="run-card-status">
          {run.lint && (
            <>
              <span className="muted">lint</span>
              <LintBadge run={run} />
              <span className="muted" aria-hidden="true">
                ·
              </span>
            </>
          )}
          <Status status={run.status} />
        </span>
      </div>
      <div className="muted">
        <Time value={run.started_at} />
        <Duration run={run} />
        <AgentName run={run} />
        <span className="run-card-end">
          <Cost run={run} />
          <span>
            <Tokens run={run} /> tok
          </span>
        </span>
      </div>
    </div>
  )
}
