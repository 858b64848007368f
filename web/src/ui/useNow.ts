import { useSyncExternalStore } from 'react'

/** The current time, anew every `everyMs`; 0 never ticks. All users of one pace share one timer. */
export function useNow(everyMs: number): number {
  const clock = clockOf(everyMs)
  return useSyncExternalStore(clock.subscribe, clock.read)
}

type Clock = { subscribe: (changed: () => void) => () => void; read: () => number }
const clocks = new Map<number, Clock>()

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs)
  if (known) return known
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()
  const tick = () => {
    if (document.hidden) return
    now = Date.now()
    for (const changed of listeners) changed()
  }
  const clock: Clock = {
    read: () => now,
    subscribe(changed) {
      if (listeners.size === 0) {
        now = Date.now()
        if (everyMs > 0) timer = setInterval(tick, everyMs)
      }
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
        if (listeners.size === 0) clearInterval(timer)
      }
    },
  }
  clocks.set(everyMs, clock)
  return clock
}
