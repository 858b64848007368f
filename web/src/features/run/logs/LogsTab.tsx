import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useRef, useState } from 'react'
import { logsQuery } from '../../../api/queries'
import type { Run } from '../../../api/types'
import { formatExact, plural } from '../../../format/number'
import { EmptyNotice, ErrorNotice } from '../../../ui/Notice'
import { Skeleton } from '../../../ui/Skeleton'
import { LogRow } from './LogRow'
import { severities } from './severity'

/** The log lines of the run, newest first. */
export function LogsTab({ run, project }: { run: Run; project: string | undefined }) {
  const [contains, setContains] = useState('')
  const [minSeverity, setMinSeverity] = useState(0)
  const text = useDeferredValue(contains)
  const logs = useQuery({
    ...logsQuery(project, run.run_id, text, minSeverity),
    refetchInterval: run.status === 'running' ? 3000 : false,
  })
  const scroller = useRef<HTMLDivElement>(null)
  const lines = logs.data?.logs ?? []
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 20,
  })
  const filtered = contains !== '' || minSeverity > 0
  return (
    <div className="logs">
      <div className="toolbar">
        <input
          type="search"
          aria-label="Lines that contain"
          placeholder="Lines that contain…"
          value={contains}
          onChange={(event) => setContains(event.target.value)}
        />
        <select
          aria-label="Severity"
          value={minSeverity}
          onChange={(event) => setMinSeverity(Number(event.target.value))}
        >
          <option value={0}>Every severity</option>
          {severities.map((severity) => (
            <option key={severity.from} value={severity.from}>
              {severity.word} and worse
            </option>
          ))}
        </select>
        {logs.data && (
          <span className="muted">
            {lines.length < logs.data.total
              ? `${formatExact(lines.length)} of ${plural(logs.data.total, 'line')}`
              : plural(logs.data.total, 'line')}
            {logs.data.errors > 0 && <span className="tone-red"> · {plural(logs.data.errors, 'error')}</span>}
          </span>
        )}
      </div>
      {logs.isPending ? (
        <Skeleton rows={10} label="Loading logs" />
      ) : logs.error ? (
        <ErrorNotice error={logs.error} what="The logs could not be loaded" onRetry={() => logs.refetch()} />
      ) : lines.length === 0 ? (
        <EmptyNotice title={filtered ? 'No line matches' : 'No log lines for this run'}>
          {!filtered && <p>Logs that arrive over OTLP with this run's trace or run id appear here.</p>}
        </EmptyNotice>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <div className="log-lines" ref={scroller} tabIndex={0} role="region" aria-label="Log lines">
          <ol style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((item) => (
              <li
                key={item.key}
                data-index={item.index}
                ref={rows.measureElement}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRow log={lines[item.index]!} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  )
}
