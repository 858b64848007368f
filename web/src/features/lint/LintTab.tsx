import { useQuery } from '@tanstack/react-query'
import { runVerdictsQuery } from '../../api/queries'
import type { Run, Step, Verdict } from '../../api/types'
import { formatAbsolute, parseTime } from '../../format/time'
import { Command, EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { statusLooks } from '../../ui/status'
import { LintReportView } from './LintReportView'

/** The lints of a run: the newest, or the one that is chosen. */
export function LintTab({
  run,
  project,
  shown,
  steps,
  onShow,
}: {
  run: Run
  project: string | undefined
  /** The id in the address; undefined is the newest. */
  shown: string | undefined
  steps: readonly Step[] | undefined
  onShow: (id: string | undefined) => void
}) {
  // A newer lint raises the run's revision, which changes run.lint: that is when to ask again.
  const list = useQuery({
    ...runVerdictsQuery(project, run.run_id),
    queryKey: [...runVerdictsQuery(project, run.run_id).queryKey, run.lint?.id],
  })
  if (list.isPending) return <Skeleton rows={10} label="Loading lints" />
  if (list.error)
    return (
      <ErrorNotice error={list.error} what="The lints could not be loaded" onRetry={() => list.refetch()} />
    )
  const verdicts = list.data.verdicts
  const chosen = shown ?? verdicts[0]?.id
  if (chosen === undefined) return <NeverLinted runId={run.run_id} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div className="lint-tab" tabIndex={0} role="region" aria-label="Lint">
      {(verdicts.length > 1 || shown !== undefined) && (
        <Versions verdicts={verdicts} chosen={chosen} onShow={onShow} />
      )}
      <LintReportView project={project} verdictId={chosen} steps={steps} />
    </div>
  )
}

function Versions({
  verdicts,
  chosen,
  onShow,
}: {
  verdicts: readonly Verdict[]
  chosen: string
  onShow: (id: string | undefined) => void
}) {
  return (
    <div className="toolbar lint-versions">
      <select
        aria-label="Which lint"
        value={chosen}
        onChange={(event) => onShow(event.target.value === verdicts[0]?.id ? undefined : event.target.value)}
      >
        {!verdicts.some(({ id }) => id === chosen) && <option value={chosen}>An older lint</option>}
        {verdicts.map((verdict, index) => (
          <option key={verdict.id} value={verdict.id}>
            {formatAbsolute(parseTime(verdict.created_at)).slice(0, 19)} {statusLooks[verdict.status].sign}{' '}
            {statusLooks[verdict.status].word}
            {index === 0 ? ' (newest)' : ''}
          </option>
        ))}
      </select>
      {chosen !== verdicts[0]?.id && <span className="tone-amber">This is not the newest lint.</span>}
    </div>
  )
}

function NeverLinted({ runId }: { runId: string }) {
  return (
    <EmptyNotice title="This run was never linted">
      <p>A lint says whether the run kept the limits of .laosrc.yaml, with its evidence:</p>
      <Command text={`fabrik laos lint --run ${runId}`} />
    </EmptyNotice>
  )
}
