import { Link } from '@tanstack/react-router'
import type { Run } from '../../api/types'
import { formatDuration } from '../../format/duration'
import { formatRunCost } from '../../format/money'
import { formatCount, plural } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Copy } from '../../ui/Copy'
import { Status } from '../../ui/Status'
import { Time } from '../../ui/Time'
import type { SortKey } from './sort'
import { describeUsage, totalTokens } from './tokens'

export type Column = {
  id: string
  label: string
  /** A track of the grid. */
  width: string
  end?: boolean
  sort?: SortKey
  /** Always shown. */
  fixed?: boolean
  cell: (run: Run) => React.ReactNode
}

export const columns: readonly Column[] = [
  { id: 'status', label: 'Status', width: '104px', sort: 'status', fixed: true, cell: (run) => <Status status={run.status} /> },
  { id: 'run', label: 'Run', width: 'minmax(220px, 2.4fr)', sort: 'run', fixed: true, cell: (run) => <RunName run={run} /> },
  { id: 'started', label: 'Started', width: '92px', sort: 'started', cell: (run) => <Time value={run.started_at} /> },
  { id: 'duration', label: 'Duration', width: '92px', end: true, sort: 'duration', cell: (run) => <Duration run={run} /> },
  { id: 'agent', label: 'Agent', width: 'minmax(96px, 1fr)', sort: 'agent', cell: (run) => <AgentName run={run} /> },
  { id: 'models', label: 'Models', width: 'minmax(110px, 1.1fr)', cell: (run) => <Names names={run.models} /> },
  { id: 'cost', label: 'Cost', width: '92px', end: true, sort: 'cost', cell: (run) => <Cost run={run} /> },
  { id: 'tokens', label: 'Tokens', width: '72px', end: true, sort: 'tokens', cell: (run) => <Tokens run={run} /> },
  { id: 'tools', label: 'Tools', width: 'minmax(100px, 1fr)', cell: (run) => <Names names={run.tools} /> },
  { id: 'tags', label: 'Tags', width: 'minmax(100px, 1.1fr)', cell: (run) => <Names names={tagsOf(run)} /> },
]

export function RunName({ run }: { run: Run }) {
  return (
    <>
      <Link to="/runs/$runId" params={{ runId: run.run_id }} className="run-link clip" tabIndex={-1}>
        {run.name ? <ForeignText text={run.name} /> : <code>{run.run_id}</code>}
      </Link>
      {run.name && <code className="run-id clip">{run.run_id}</code>}
      <span className="row-actions">
        <Copy text={run.run_id} label="Copy run id" />
      </span>
    </>
  )
}

export function Duration({ run }: { run: Run }) {
  return run.duration_ms === null ? <None /> : <span className="num">{formatDuration(run.duration_ms)}</span>
}

export function AgentName({ run }: { run: Run }) {
  const name = run.agent ?? run.service
  if (!name) return <None />
  const title = run.agent && run.service ? `${run.agent} of service ${run.service}` : name
  return (
    <span className="clip" title={title}>
      <ForeignText text={name} />
    </span>
  )
}

export function Cost({ run }: { run: Run }) {
  const title =
    run.unpriced_calls > 0
      ? `At least $${run.cost_usd}: ${plural(run.unpriced_calls, 'model call')} without a known price`
      : `$${run.cost_usd}`
  return (
    <span className="num" title={title}>
      {formatRunCost(run.cost_usd, run.unpriced_calls)}
    </span>
  )
}

export function Tokens({ run }: { run: Run }) {
  return (
    <span className="num" title={describeUsage(run.usage)}>
      {formatCount(totalTokens(run.usage))}
    </span>
  )
}

/** The first name, and how many more; all of them on hover. */
function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <None />
  return (
    <span className="names" title={names.join('\n')}>
      <span className="clip">
        <ForeignText text={names[0]!} />
      </span>
      {names.length > 1 && <span className="muted">+{names.length - 1}</span>}
    </span>
  )
}

function tagsOf(run: Run): string[] {
  return Object.entries(run.tags).map(([key, value]) => (value === '' ? key : `${key}=${value}`))
}

function None() {
  return (
    <span className="muted" aria-label="none">
      –
    </span>
  )
}
