import type { LiveState } from '../api/events'

const words: Record<LiveState, [string, string]> = {
  connecting: ['Connecting…', 'Connecting to the live stream'],
  live: ['Live', 'Changes appear as they happen'],
  lost: ['Reconnecting…', 'The live stream broke off. What is shown may be behind.'],
}

/** Whether what is shown follows the server. */
export function Live({ state }: { state: LiveState }) {
  const [word, title] = words[state]
  return (
    <span className={`live live-${state}`} title={title} role="status">
      {word}
    </span>
  )
}
