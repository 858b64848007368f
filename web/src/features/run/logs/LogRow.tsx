import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Log } from '../../../api/types'
import { formatAbsolute, formatClock, parseTime } from '../../../format/time'
import { JsonView } from '../../../jsonview/JsonView'
import { ForeignText } from '../../../text/ForeignText'
import { LongText } from '../../../text/LongText'
import { Icon } from '../../../ui/Icon'
import { severityOf } from './severity'

/** One log line; opened, all of it. */
export function LogRow({ log }: { log: Log }) {
  const [open, setOpen] = useState(false)
  const time = parseTime(log.time)
  const severity = severityOf(log.severity_number)
  const body = log.body ?? log.event_name ?? ''
  return (
    <div className={open ? 'log open' : 'log'}>
      <button type="button" className="log-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={12} />
        <time className="num muted" dateTime={log.time} title={formatAbsolute(time)}>
          {formatClock(time)}
        </time>
        <span className={`severity tone-${severity.tone}`}>{severity.word}</span>
        {log.service && (
          <span className="muted clip log-service">
            <ForeignText text={log.service} />
          </span>
        )}
        <span className="clip log-body">
          <ForeignText text={body.slice(0, 300)} />
        </span>
      </button>
      {open && (
        <div className="log-detail">
          <pre>
            <LongText text={body} />
          </pre>
          {log.span_id && (
            <p>
              <Link from="/runs/$runId" search={(s) => ({ ...s, tab: undefined, step: log.span_id! })}>
                Show the step {log.span_id}
              </Link>
            </p>
          )}
          <JsonView value={log} />
        </div>
      )}
    </div>
  )
}
