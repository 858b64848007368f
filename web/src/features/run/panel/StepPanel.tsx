import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from '../../../api/client'
import { stepQuery } from '../../../api/queries'
import type { Run, Step, StepDetail } from '../../../api/types'
import { JsonView } from '../../../jsonview/JsonView'
import { useSecretNumbers } from '../../../text/SecretScope'
import { Copy } from '../../../ui/Copy'
import { EmptyNotice, ErrorNotice } from '../../../ui/Notice'
import { Skeleton } from '../../../ui/Skeleton'
import { Tabs } from '../../../ui/Tabs'
import { useStored } from '../../../ui/useStored'
import { Evidence } from './Evidence'
import { Messages } from './Messages'
import { StepHeader } from './StepHeader'
import { PANEL_TABS, type PanelTab, tabFor } from './tabs'
import { usePanelWidth } from './usePanelWidth'
import { ValueView } from './ValueView'

type Props = {
  run: Run
  project: string | undefined
  stepId: string
  /** The row, where the timeline has it: the header shows at once, the payload follows. */
  step: Step | undefined
  axisStart: number
  onClose: () => void
}

const labels: Record<PanelTab, string> = {
  messages: 'Messages',
  input: 'Input',
  output: 'Output',
  json: 'JSON',
  evidence: 'Evidence',
}

export function StepPanel({ run, project, stepId, step, axisStart, onClose }: Props) {
  const { width, handle } = usePanelWidth()
  const [remembered, remember] = useStored<PanelTab>('panel.tab', 'messages', (v) =>
    PANEL_TABS.find((tab) => tab === v),
  )
  const settled = useSettled(stepId)
  const detail = useQuery({ ...stepQuery(project, run.run_id, stepId), enabled: settled })
  const secrets = useSecretNumbers()
  if (detail.data) secrets.note(detail.data.payload)
  const tab = tabFor(remembered, detail.data && (detail.data.payload ?? {}))
  const head = detail.data ?? step
  return (
    <aside className="panel" aria-label="Step" style={{ width }}>
      <div className="panel-handle" {...handle} />
      {head && <StepHeader run={run} step={head} axisStart={axisStart} onClose={onClose} />}
      {detail.error ? (
        detail.error instanceof ApiError && detail.error.status === 404 ? (
          <EmptyNotice title="There is no such step in this run">
            <p>
              <code>{stepId}</code> may not have arrived yet.
            </p>
            <button type="button" className="button" onClick={onClose}>
              Close
            </button>
          </EmptyNotice>
        ) : (
          <ErrorNotice
            error={detail.error}
            what="The step could not be loaded"
            onRetry={() => detail.refetch()}
          />
        )
      ) : !detail.data ? (
        <Skeleton rows={8} label="Loading the step" />
      ) : (
        <Tabs
          label="Parts of the step"
          tabs={PANEL_TABS.map((id) => ({ id, label: labels[id] }))}
          selected={tab}
          onSelect={remember}
        >
          <Content tab={tab} step={detail.data} />
        </Tabs>
      )}
    </aside>
  )
}

function Content({ tab, step }: { tab: PanelTab; step: StepDetail }) {
  const payload = step.payload ?? {}
  switch (tab) {
    case 'messages':
      return <Messages payload={payload} />
    case 'input':
      return <ValueView value={payload.input} nothing="This step recorded no input." />
    case 'output':
      return <ValueView value={payload.output} nothing="This step recorded no output." />
    case 'json':
      return (
        <>
          <div className="toolbar">
            <Copy text={JSON.stringify(step, null, 2)} label="Copy JSON">
              Copy
            </Copy>
          </div>
          <JsonView value={step} />
        </>
      )
    case 'evidence':
      return <Evidence step={step} />
  }
}

/** False for a moment after the id changes: holding j must not ask the server for every step it passes. */
function useSettled(id: string): boolean {
  const [settled, setSettled] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(id), 60)
    return () => clearTimeout(timer)
  }, [id])
  return settled === id
}
