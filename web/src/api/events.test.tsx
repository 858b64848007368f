import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followEvents } from './events'

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeEventSource[] = []
  readyState = 1
  onopen?: () => void
  onerror?: () => void
  constructor(readonly url: string) {
    super()
    FakeEventSource.opened.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(type: string, data: string, lastEventId: string) {
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId }))
  }
}

describe('a live stream', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', FakeEventSource)
    FakeEventSource.opened = []
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const follow = () => {
    const onEvent = vi.fn()
    const onState = vi.fn()
    const stop = followEvents('/v1/stream/runs?project=p', ['run'], { onEvent, onState })
    return { onEvent, onState, stop }
  }

  it('hands over what it parses and leaves out what it cannot', () => {
    const { onEvent } = follow()
    FakeEventSource.opened[0]!.say('run', '{"a":1}', '5')
    FakeEventSource.opened[0]!.say('run', 'broken', '6')
    expect(onEvent.mock.calls).toEqual([['run', { a: 1 }]])
  })

  it('opens again where the browser gave up, after what it has seen, ever more slowly', () => {
    const { onState } = follow()
    const first = FakeEventSource.opened[0]!
    first.onopen?.()
    first.say('run', '{}', '41')
    first.readyState = 2
    first.onerror?.()
    expect(onState.mock.calls.flat()).toEqual(['connecting', 'live', 'lost'])
    vi.advanceTimersByTime(1000)
    const second = FakeEventSource.opened[1]!
    expect(second.url).toBe('/v1/stream/runs?project=p&after=41')
    second.readyState = 2
    second.onerror?.()
    vi.advanceTimersByTime(1999)
    expect(FakeEventSource.opened).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(FakeEventSource.opened).toHaveLength(3)
  })

  it('leaves a dropped connection to the browser, and ends when told', () => {
    const { stop } = follow()
    FakeEventSource.opened[0]!.readyState = 0
    FakeEventSource.opened[0]!.onerror?.()
    vi.advanceTimersByTime(60_000)
    expect(FakeEventSource.opened).toHaveLength(1)
    stop()
    expect(FakeEventSource.opened[0]!.readyState).toBe(2)
  })
})
