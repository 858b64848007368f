import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { verdictQuery } from '../../api/queries'
import type { Step, Verdict } from '../../api/types'
import { plural } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Status } from '../../ui/Status'
import { Compared } from './Compared'
import { Hints } from './Hints'
import { NotEvaluated } from './NotEvaluated'
import { Provenance } from './Provenance'
import { placesIn } from './places'
import { type LintReport, readReport } from './report'
import { Signals } from './Signals'
import { Thresholds } from './Thresholds'
import { Worst } from './Worst'

/** A lint: the verdict first, then why, then where to look, then the evidence. */
export function LintReportView({
  project,
  verdictId,
  steps,
}: {
  project: string | undefined
  verdictId: string
  /** The steps of its run, where they are at hand: what the report names is linked to them. */
  steps?: readonly Step[]
}) {
  const query = useQuery(verdictQuery(project, verdictId))
  const raw = query.data?.report
  const report = useMemo(() => (raw === undefined ? null : readReport(raw)), [raw])
  const place = useMemo(() => placesIn(steps), [steps])
  if (query.error)
    return (
      <ErrorNotice error={query.error} what="The lint could not be loaded" onRetry={() => query.refetch()} />
    )
  if (!query.data) return <Skeleton rows={10} label="Loading the lint" />
  const verdict = query.data
  return (
    <div className="lint-report">
      <Conclusion verdict={verdict} report={report} />
      {report === null ? (
        <EmptyNotice title="The report is no longer kept">
          <p>It is older than evidence is kept here. What it concluded stays.</p>
        </EmptyNotice>
      ) : (
        <>
          <Thresholds measures={report.evaluated} />
          <NotEvaluated rules={report.notEvaluated} />
          <Worst report={report} runId={verdict.run_id} place={place} />
          <Signals signals={report.signals} />
          {report.comparison && (
            <Compared comparison={report.comparison} runId={verdict.run_id} place={place} />
          )}
          <Hints hints={report.hints} />
          <Provenance report={report} />
        </>
      )}
    </div>
  )
}

function Conclusion({ verdict, report }: { verdict: Verdict; report: LintReport | null }) {
  const gate = report?.gate
  return (
    <div className={`conclusion conclusion-${verdict.status}`}>
      <p>
        <Status status={verdict.status} />{' '}
        <strong>
          <ForeignText text={verdict.summary} />
        </strong>
      </p>
      {verdict.headline && (
        <p>
          <ForeignText text={verdict.headline} />
        </p>
      )}
      {gate && gate !== verdict.status && (
        <p className="muted">
          The gate takes this as <Status status={gate} />
        </p>
      )}
      {report?.synthetic && <p className="tone-amber">The evidence is synthetic: it may satisfy no gate.</p>}
      {report && report.foreignSpans > 0 && (
        <p className="tone-amber">
          {plural(report.foreignSpans, 'span')} of this run came under another run's id:{' '}
          <ForeignText text={report.foreignRuns.join(', ')} />
        </p>
      )}
    </div>
  )
}
