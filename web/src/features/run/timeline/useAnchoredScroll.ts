import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { TimelineRow } from './rows'

/** Keeps the first row in view where it is when rows appear or go above it, so that live steps never make the page jump. */
export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly TimelineRow[],
  rowHeight: number,
) {
  const before = useRef(rows)
  useLayoutEffect(() => {
    const previous = before.current
    before.current = rows
    const element = scroller.current
    if (!element || previous === rows || element.scrollTop === 0) return
    const first = Math.floor(element.scrollTop / rowHeight)
    const anchor = previous[first]
    if (!anchor) return
    if (rows[first]?.node.id === anchor.node.id) return
    const now = rows.findIndex((row) => row.node.id === anchor.node.id)
    if (now >= 0) element.scrollTop += (now - first) * rowHeight
  }, [scroller, rows, rowHeight])
}
