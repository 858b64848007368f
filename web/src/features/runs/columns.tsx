import { Link } from '@tanstack/react-router'
import type { Run } from '../../api/types'
import { formatDuration } from '../../format/duration'
import { formatRunCost } from '../../format/money'
import { formatCount, plural } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Copy } from '../../ui/Copy'
import type { ListColumn } from '../../ui/list/ListTable'
import { Status } from '../../ui/Status'
import { Time } from '../../ui/Time'
import type { SortKey } from './sort'
import { describeUsage, totalTokens } from './tokens'

export const columns: readonly ListColumn<Run, SortKey>[] = [
  {
    id: 'status',
    label: 'Status',
    min: 100,
    grow: 0,
    sort: 'status',
    fixed: true,
    cell: (run) => <Status status={run.status} />,
  },
  {
    id: 'run',
    label: 'Run',
    min: 172,
    grow: 4,
    sort: 'run',
    fixed: true,
    cell: (run) => <RunName run={run} />,
  },
  {
    id: 'lint',
    label: 'Lint',
    min: 104,
    grow: 0,
    sort: 'lint',
    cell: (run) => <LintBadge run={run} />,
  },
  {
    id: 'started',
    label: 'Started',
    min: 84,
    grow: 0,
    sort: 'started',
    cell: (run) => <Time value={run.started_at} />,
  },
  {
    id: 'duration',
    label: 'Duration',
    min: 84,
    grow: 0,
    end: true,
    sort: 'duration',
    cell: (run) => <Duration run={run} />,
  },
  { id: 'agent', label: 'Agent', min: 100, grow: 1, sort: 'agent', cell: (run) => <AgentName run={run} /> },
  { id: 'models', label: 'Models', min: 120, grow: 1, cell: (run) => <Names names={run.models} /> },
  { id: 'cost', label: 'Cost', min: 80, grow: 0, end: true, sort: 'cost', cell: (run) => <Cost run={run} /> },
  {
    id: 'tokens',
    label: 'Tokens',
    min: 68,
    grow: 0,
    end: true,
    sort: 'tokens',
    cell: (run) => <Tokens run={run} />,
  },
  { id: 'tools', label: 'Tools', min: 80, grow: 1, cell: (run) => <Names names={run.tools} /> },
  { id: 'tags', label: 'Tags', min: 96, grow: 1, cell: (run) => <Names names={tagsOf(run)} /> },
]

/** What gives way first where the window is narrow. */
export const dispensable = [
  'tags',
  'tools',
  'models',
  'tokens',
  'agent',
  'cost',
  'duration',
  'lint',
  'started',
]

/** The newest lint of the run, and the way to it. */
export function LintBadge({ run }: { run: Run }) {
  if (!run.lint) return <None />
  return (
    <Link
      to="/runs/$runId"
      params={{ runId: run.run_id }}
      search={{ tab: 'lint' }}
      className="badge-link"
      title={run.lint.summary}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
    >
      <Status status={run.lint.status} />
    </Link>
  )
}

export function RunName({ run }: { run: Run }) {
  return (
    <>
      <Link to="/runs/$runId" params={{ runId: run.run_id }} className="run-link clip" tabIndex={-1}>
        {run.name ? <ForeignText text={run.name} /> : <code>{run.run_id}</code>}
      </Link>
      {run.name && (
        <code className="run-id" title={run.run_id}>
          {idTail(run.run_id)}
        </code>
      )}
      <span className="row-actions">
        <Copy text={run.run_id} label="Copy run id" />
      </span>
    </>
  )
}

/** The part of an id that tells runs apart: what follows its last dash, where that looks random; else all of it. */
export function idTail(runId: string): string {
  return /-([0-9a-f]{6,12})$/.exec(runId)?.[1] ?? runId
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
    <span className="muted">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">none</span>
    </span>
  )
}
