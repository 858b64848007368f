/** How a live connection stands. */
export type LiveState = 'connecting' | 'live' | 'lost'

type Listener = { onEvent: (type: string, data: unknown) => void; onState: (state: LiveState) => void }

const RETRY_MS = [1000, 2000, 5000, 10_000, 30_000]

/**
 * Follows a stream of server-sent events until the returned function is called. The browser resumes a dropped connection with the
 * last id; where it gives up (an error status), this tries again, ever more slowly, and resumes by `after`.
 */
export function followEvents(url: string, types: readonly string[], listener: Listener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let lastId = ''

  const connect = () => {
    listener.onState('connecting')
    source = new EventSource(lastId ? withAfter(url, lastId) : url)
    source.onopen = () => {
      failures = 0
      listener.onState('live')
    }
    source.onerror = () => {
      listener.onState('lost')
      if (source?.readyState !== EventSource.CLOSED) return
      source.close()
      timer = setTimeout(connect, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)])
    }
    for (const type of types)
      source.addEventListener(type, (event: MessageEvent<string>) => {
        if (event.lastEventId) lastId = event.lastEventId
        const data = parse(event.data)
        if (data !== undefined) listener.onEvent(type, data)
      })
  }

  connect()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

function withAfter(url: string, after: string): string {
  const next = new URL(url, window.location.origin)
  next.searchParams.set('after', after)
  return next.pathname + next.search
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
