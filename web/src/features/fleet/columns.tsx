import { Link } from '@tanstack/react-router'
import { ForeignText } from '../../text/ForeignText'
import type { ListColumn } from '../../ui/list/ListTable'
import { Status } from '../../ui/Status'
import { Time } from '../../ui/Time'
import type { FleetRow } from './fleet'

export const columns: readonly ListColumn<FleetRow>[] = [
  {
    id: 'verdict',
    label: 'Verdict',
    min: 108,
    grow: 0,
    cell: ({ verdict }) => <Status status={verdict.status} />,
  },
  { id: 'fleet-run', label: 'Run', min: 180, grow: 2, cell: (row) => <RunOf row={row} /> },
  { id: 'why', label: 'Why', min: 200, grow: 4, cell: (row) => <Why row={row} /> },
  { id: 'agent', label: 'Agent', min: 104, grow: 1, cell: ({ verdict }) => <Name text={verdict.agent} /> },
  {
    id: 'service',
    label: 'Service',
    min: 104,
    grow: 1,
    cell: ({ verdict }) => <Name text={verdict.service} />,
  },
  { id: 'env', label: 'Env', min: 72, grow: 0, cell: ({ verdict }) => <Name text={verdict.env} /> },
  {
    id: 'started',
    label: 'Linted',
    min: 84,
    grow: 0,
    cell: ({ verdict }) => <Time value={verdict.created_at} />,
  },
]

/** What gives way first where the window is narrow. */
export const dispensable = ['env', 'service', 'started', 'agent']

/** The way to the lint is the whole row's; this one leads there too, for those who open it in a tab of its own. */
export function RunOf({ row: { verdict, lints } }: { row: FleetRow }) {
  return (
    <>
      <Link to="/lint/$verdictId" params={{ verdictId: verdict.id }} className="run-link clip" tabIndex={-1}>
        {verdict.run_id ? <code title={verdict.run_id}>{verdict.run_id}</code> : 'a window of telemetry'}
      </Link>
      {lints > 1 && (
        <span className="run-id" title={`${lints} lints of this run are loaded; this is the newest`}>
          {lints} lints
        </span>
      )}
    </>
  )
}

export function Why({ row: { verdict } }: { row: FleetRow }) {
  const text = verdict.headline ?? verdict.summary
  return (
    <span className="clip" title={`${verdict.summary}${verdict.headline ? `\n${verdict.headline}` : ''}`}>
      <ForeignText text={text} />
    </span>
  )
}

export function Name({ text }: { text: string | null }) {
  if (!text)
    return (
      <span className="muted">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">none</span>
      </span>
    )
  return (
    <span className="clip" title={text}>
      <ForeignText text={text} />
    </span>
  )
}
