import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { Run, Step } from '../../../api/types'
import { formatExact } from '../../../format/number'
import { useSecretNumbers } from '../../../text/SecretScope'
import { EmptyNotice, ErrorNotice } from '../../../ui/Notice'
import { Skeleton } from '../../../ui/Skeleton'
import { MAX_STEPS, type StepList } from '../appendSteps'
import { StepPanel } from '../panel/StepPanel'
import type { RunSearch } from '../search'
import { FindBar } from './FindBar'
import { findSteps } from './find'
import { pathTo } from './rows'
import { TimelineGrid } from './TimelineGrid'
import { TimelineToolbar } from './TimelineToolbar'
import { useTimelineKeys } from './useTimelineKeys'
import { useTimelineModel } from './useTimelineModel'
import { useTimelineView } from './useTimelineView'

type Props = {
  run: Run
  steps: UseQueryResult<StepList>
  project: string | undefined
  search: RunSearch
}

export function Timeline(props: Props) {
  const { steps, run } = props
  if (steps.data) {
    if (steps.data.steps.length > 0) return <LoadedTimeline {...props} list={steps.data} />
    return (
      <EmptyNotice title={run.status === 'running' ? 'Waiting for the first step' : 'This run has no steps'}>
        <p>Steps appear here as they arrive.</p>
      </EmptyNotice>
    )
  }
  if (steps.error)
    return (
      <ErrorNotice error={steps.error} what="The steps could not be loaded" onRetry={() => steps.refetch()} />
    )
  return <Skeleton rows={12} label="Loading steps" />
}

function LoadedTimeline({ run, project, search, list }: Props & { list: StepList }) {
  const navigate = useNavigate({ from: '/runs/$runId' })
  const secrets = useSecretNumbers()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [compress, setCompress] = useState(true)
  const [cursor, setCursor] = useState<string | null>(search.step ?? null)
  const [panel, setPanel] = useState(search.step !== undefined)
  const [find, setFind] = useState<string | null>(null)
  const view = useTimelineView()
  // The secrets of the previews are numbered in order of arrival, before any row shows one.
  useMemo(() => noteSecrets(list.steps, secrets.note.bind(secrets)), [list.steps, secrets])
  const model = useTimelineModel(run, list.steps, { spans: search.spans ?? false, folded, compress })
  const matches = useMemo(() => findSteps(model.roots, find ?? ''), [model.roots, find])
  const matchSet = useMemo(() => new Set(matches), [matches])
  const hidden = useMemo(() => list.steps.some((step) => step.kind === 'span'), [list.steps])

  const reveal = (id: string) => {
    const path = pathTo(model.roots, id)
    if (!path) return
    if (path.some((parent) => folded.has(parent)))
      setFolded(new Set([...folded].filter((f) => !path.includes(f))))
    setCursor(id)
  }
  const open = (id: string) => {
    setCursor(id)
    setPanel(true)
  }
  const keys = useTimelineKeys({
    model,
    cursor,
    folded,
    setFolded,
    setCursor,
    reveal,
    open,
    matches,
    find,
    setFind,
    panel,
    setPanel,
    view,
  })

  // The address follows the panel, a little later: held keys would otherwise write history faster than browsers allow.
  const shown = panel && cursor ? cursor : undefined
  useEffect(() => {
    if (shown === search.step) return
    const timer = setTimeout(() => navigate({ search: (s) => ({ ...s, step: shown }), replace: true }), 200)
    return () => clearTimeout(timer)
  }, [shown, search.step, navigate])

  const selected = shown ? list.steps.findLast((step) => step.step_id === shown) : undefined
  return (
    <div className={selected || shown ? 'timeline-split with-panel' : 'timeline-split'}>
      <div className="timeline">
        <TimelineToolbar
          model={model}
          view={view}
          compress={compress}
          onCompress={setCompress}
          spans={search.spans ?? false}
          spanCount={run.spans}
          hasSpans={hidden}
          onSpans={(spans) =>
            navigate({ search: (s) => ({ ...s, spans: spans || undefined }), replace: true })
          }
          onError={keys.error}
          onFold={keys.fold}
          onFind={() => setFind(find ?? '')}
        />
        {find !== null && (
          <FindBar
            text={find}
            onText={setFind}
            matches={matches}
            cursor={cursor}
            onGo={keys.match}
            onClose={() => setFind(null)}
          />
        )}
        {list.more && (
          <p className="strip">
            This run has more than {formatExact(MAX_STEPS)} steps. The first {formatExact(MAX_STEPS)} are
            shown; the export has all.
          </p>
        )}
        <TimelineGrid
          model={model}
          view={view}
          cursor={cursor}
          matches={matchSet}
          runStart={model.axis.from}
          onEnter={setCursor}
          onOpen={open}
          onToggle={keys.toggle}
          onKeyDown={keys.onKeyDown}
        />
      </div>
      {shown && (
        <StepPanel
          key={shown}
          run={run}
          project={project}
          step={selected}
          stepId={shown}
          axisStart={model.axis.from}
          onClose={() => setPanel(false)}
        />
      )}
    </div>
  )
}

function noteSecrets(steps: readonly Step[], note: (value: unknown) => void) {
  for (const step of steps) {
    note(step.name)
    note(step.input_preview)
    note(step.output_preview)
    note(step.error?.message)
  }
}
