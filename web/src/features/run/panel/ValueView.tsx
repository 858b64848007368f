import { JsonView } from '../../../jsonview/JsonView'
import { parseContainer } from '../../../jsonview/shape'
import { LongText } from '../../../text/LongText'
import { SecretChip } from '../../../text/SecretChip'
import { asRedaction } from '../../../text/secrets'

/** A recorded value: text as text, a text that is JSON and any other value as JSON. */
export function ValueView({ value, nothing }: { value: unknown; nothing: string }) {
  if (value === undefined || value === null) return <p className="muted nothing">{nothing}</p>
  const redaction = asRedaction(value)
  if (redaction) return <SecretChip kind={redaction.kind} hash={redaction.h} rule={redaction.rule} />
  if (typeof value === 'string') {
    const parsed = parseContainer(value)
    if (parsed) return <JsonView value={parsed} />
    return (
      <pre className="text">
        <LongText text={value} />
      </pre>
    )
  }
  return <JsonView value={value} />
}
