import { Link } from '@tanstack/react-router'
import { Copy } from '../../ui/Copy'
import { safeUrl } from './links'
import type { Place } from './places'

/** The way to where it happened: the step in its run, an outer page, else the trace's id to look up. */
export function Where({
  runId,
  place,
  stepId,
  traceId,
  url = null,
}: {
  runId: string | null
  place: Place
  stepId: string | null
  traceId: string | null
  url?: string | null
}) {
  const step = place({ stepId, traceId })
  const outer = safeUrl(url)
  if (runId !== null && step !== null)
    return (
      <Link to="/runs/$runId" params={{ runId }} search={{ step, spans: true }}>
        step
      </Link>
    )
  if (outer)
    return (
      <a href={outer} target="_blank" rel="noopener noreferrer">
        open
      </a>
    )
  if (traceId)
    return (
      <Copy text={traceId} label={`Copy trace id ${traceId}`}>
        <code>{traceId.slice(0, 8)}</code>
      </Copy>
    )
  return <span className="muted">–</span>
}
