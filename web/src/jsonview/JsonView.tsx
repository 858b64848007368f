import { useState } from 'react'
import { formatExact, plural } from '../format/number'
import { ForeignText } from '../text/ForeignText'
import { LongText } from '../text/LongText'
import { SecretChip } from '../text/SecretChip'
import { asRedaction } from '../text/secrets'
import { Icon } from '../ui/Icon'
import { entriesOf, opensAtFirst, summaryOf } from './shape'

const PAGE = 100

/** Any JSON value as a tree that renders only what is open, a hundred entries at a time. */
export function JsonView({ value, name }: { value: unknown; name?: string }) {
  return (
    <div className="json">
      <Entry name={name} value={value} depth={0} />
    </div>
  )
}

function Entry({ name, value, depth }: { name: string | undefined; value: unknown; depth: number }) {
  const redaction = asRedaction(value)
  const isContainer = typeof value === 'object' && value !== null && !redaction
  const [open, setOpen] = useState(() => isContainer && opensAtFirst(value, depth))
  const key = name !== undefined && (
    <span className="json-key">
      <ForeignText text={name} />:{' '}
    </span>
  )
  if (redaction)
    return (
      <div className="json-line">
        {key}
        <SecretChip kind={redaction.kind} hash={redaction.h} rule={redaction.rule} />
      </div>
    )
  if (!isContainer)
    return (
      <div className="json-line">
        {key}
        <Scalar value={value} />
      </div>
    )
  const { size, summary } = summaryOf(value)
  if (size === 0)
    return (
      <div className="json-line">
        {key}
        <span className="json-punctuation">{summary}</span>
      </div>
    )
  return (
    <div>
      <button type="button" className="json-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={12} />
        {key}
        <span className="json-punctuation">{summary}</span>
      </button>
      {open && <Entries value={value} depth={depth + 1} />}
    </div>
  )
}

function Entries({ value, depth }: { value: object; depth: number }) {
  const [shown, setShown] = useState(PAGE)
  const { entries, left } = entriesOf(value, shown)
  return (
    <div className="json-entries">
      {entries.map(([name, item]) => (
        <Entry key={name} name={name} value={item} depth={depth} />
      ))}
      {left > 0 && (
        <button type="button" className="more" onClick={() => setShown(shown + PAGE * 10)}>
          … {plural(left, 'more entry', 'more entries')}
        </button>
      )}
    </div>
  )
}

function Scalar({ value }: { value: unknown }) {
  if (typeof value !== 'string') return <span className="json-literal">{String(value)}</span>
  return (
    <span
      className="json-string"
      title={value.length > 200 ? `${formatExact(value.length)} characters` : undefined}
    >
      "<LongText text={value} first={1000} />"
    </span>
  )
}
