import type { Message, Payload } from '../../../api/types'
import { plural } from '../../../format/number'
import { JsonView } from '../../../jsonview/JsonView'
import { ForeignText } from '../../../text/ForeignText'
import { LongText } from '../../../text/LongText'
import { Icon } from '../../../ui/Icon'
import { partsOf } from './parts'
import { ValueView } from './ValueView'

/** The conversation of a model call, then what the model was told about tools and settings. */
export function Messages({ payload }: { payload: Payload }) {
  const messages = payload.messages ?? []
  if (messages.length === 0)
    return (
      <p className="muted nothing">
        This step recorded no messages. Input and Output have what it did record.
      </p>
    )
  return (
    <div className="messages">
      {messages.map((message, index) => (
        <MessageView key={index} message={message} />
      ))}
      {payload.tools && payload.tools.length > 0 && (
        <details className="extra">
          <summary>{plural(payload.tools.length, 'tool')} offered</summary>
          <JsonView value={payload.tools} />
        </details>
      )}
      {payload.model_config && Object.keys(payload.model_config).length > 0 && (
        <details className="extra">
          <summary>Model settings</summary>
          <JsonView value={payload.model_config} />
        </details>
      )}
    </div>
  )
}

function MessageView({ message }: { message: Message }) {
  const role = String(message.role ?? 'unknown')
  const parts = partsOf(message.content)
  return (
    <article className={`message role-${roleClass(role)}`}>
      <header>
        <ForeignText text={role} />
        {message.name && (
          <span className="muted">
            <ForeignText text={String(message.name)} />
          </span>
        )}
        {message.tool_call_id && (
          <code className="muted clip" title="The call this answers">
            <ForeignText text={String(message.tool_call_id)} />
          </code>
        )}
      </header>
      {parts.map((part, index) =>
        part.type === 'text' ? (
          <MessageText key={index} text={part.text} tool={role === 'tool'} />
        ) : (
          <div key={index} className="message-part">
            {part.label && <span className="chip">{part.label}</span>}
            <ValueView value={part.value} nothing="" />
          </div>
        ),
      )}
      {message.tool_calls?.map((call, index) => (
        <div key={call.id ?? index} className="tool-call">
          <div className="tool-call-head">
            <span className="kind kind-tool">
              <Icon name="tool" />
            </span>
            <strong>
              <ForeignText text={String(call.name ?? 'tool')} />
            </strong>
            {call.id && (
              <code className="muted clip">
                <ForeignText text={String(call.id)} />
              </code>
            )}
          </div>
          <ValueView value={call.arguments} nothing="No arguments." />
        </div>
      ))}
    </article>
  )
}

function MessageText({ text, tool }: { text: string; tool: boolean }) {
  if (tool) return <ValueView value={text} nothing="" />
  return (
    <p className="message-text">
      <LongText text={text} />
    </p>
  )
}

function roleClass(role: string): string {
  return ['system', 'user', 'assistant', 'tool'].includes(role) ? role : 'other'
}
