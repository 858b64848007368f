/** A piece of a message: text, or any other value with a word for what it is. */
export type MessagePart =
  | { type: 'text'; text: string }
  | { type: 'value'; label: string | null; value: unknown }

/** The pieces of a message's content: a text, or a list of typed parts as the chat APIs have them. */
export function partsOf(content: unknown): MessagePart[] {
  if (content === undefined || content === null || content === '') return []
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (!Array.isArray(content)) return [{ type: 'value', label: null, value: content }]
  return content.map((part): MessagePart => {
    if (typeof part === 'string') return { type: 'text', text: part }
    if (typeof part !== 'object' || part === null) return { type: 'value', label: null, value: part }
    const { type, text, content: inner } = part as { type?: unknown; text?: unknown; content?: unknown }
    if (typeof text === 'string') return { type: 'text', text }
    if (type === 'text' && typeof inner === 'string') return { type: 'text', text: inner }
    return { type: 'value', label: typeof type === 'string' ? type.replaceAll('_', ' ') : null, value: part }
  })
}
