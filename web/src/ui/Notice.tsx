import { ApiError } from '../api/client'
import { Copy } from './Copy'
import { Icon } from './Icon'

/** What went wrong, what to do, and the id that finds it in the server's log. */
export function ErrorNotice({ error, what, onRetry }: { error: Error; what: string; onRetry?: () => void }) {
  const problem = error instanceof ApiError ? error : null
  return (
    <div className="notice" role="alert">
      <span className="notice-icon tone-red">
        <Icon name="warning" size={20} />
      </span>
      <h2>{what}</h2>
      <p>
        {error.message}
        {problem?.detail ? `. ${problem.detail}` : ''}
      </p>
      {problem?.requestId && (
        <p className="muted">
          Request <code>{problem.requestId}</code> <Copy text={problem.requestId} label="Copy request id" />
        </p>
      )}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          Retry
        </button>
      )}
    </div>
  )
}

/** Nothing to show, and what would change that. */
export function EmptyNotice({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className="notice">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** A command to paste into a terminal. */
export function Command({ text }: { text: string }) {
  return (
    <div className="command">
      <pre>{text}</pre>
      <Copy text={text} label="Copy command" />
    </div>
  )
}
