import { useState } from 'react'
import { pan, select, type View, WHOLE, zoom } from './ticks'

/** The stretch of the axis in view, and the ways to change it. */
export function useTimelineView() {
  const [view, setView] = useState<View>(WHOLE)
  return {
    view,
    isWhole: view.from <= 0 && view.to >= 1,
    reset: () => setView(WHOLE),
    set: setView,
    zoom: (factor: number, anchor: number) => setView((v) => zoom(v, factor, anchor)),
    pan: (share: number) => setView((v) => pan(v, share)),
    select: (a: number, b: number) => setView((v) => select(v, a, b) ?? v),
  }
}

export type TimelineView = ReturnType<typeof useTimelineView>
