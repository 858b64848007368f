import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useMedia } from '../../../ui/useMedia'
import { TimelineHead } from './TimelineHead'
import { TimelineRowView } from './TimelineRowView'
import { useAnchoredScroll } from './useAnchoredScroll'
import { useDragSelect } from './useDragSelect'
import type { TimelineModel } from './useTimelineModel'
import type { TimelineView } from './useTimelineView'

type Props = {
  model: TimelineModel
  view: TimelineView
  cursor: string | null
  matches: ReadonlySet<string>
  runStart: number
  /** A row took the focus while the cursor was nowhere. */
  onEnter: (id: string) => void
  onOpen: (id: string) => void
  onToggle: (id: string) => void
  onKeyDown: (event: React.KeyboardEvent, pageRows: number) => void
}

/** The tree and the waterfall: a treegrid in which only the rows in view exist. */
export function TimelineGrid(props: Props) {
  const { model, view, cursor } = props
  const scroller = useRef<HTMLDivElement>(null)
  const plot = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const rowHeight = useMedia('(pointer: coarse), (max-width: 720px)') ? 44 : 32
  const [plotWidth, setPlotWidth] = useState(600)
  const rows = useVirtualizer({
    count: model.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => model.rows[index]!.node.id,
    overscan: 10,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height is the reason to measure.
  useEffect(() => rows.measure(), [rowHeight])
  useAnchoredScroll(scroller, model.rows, rowHeight)

  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setPlotWidth(entry!.contentRect.width))
    watch.observe(plot.current!)
    return () => watch.disconnect()
  }, [])

  // The cursor is brought into view when it moves, and takes the focus unless the reader types or reads elsewhere.
  const at = cursor === null ? -1 : model.rows.findIndex((row) => row.node.id === cursor)
  const shownCursor = useRef<string | null>(null)
  useEffect(() => {
    if (at < 0 || shownCursor.current === cursor) return
    shownCursor.current = cursor
    rows.scrollToIndex(at, { align: 'auto' })
    const focus = document.activeElement
    if (focus && focus !== document.body && !grid.current?.contains(focus)) return
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus({ preventScroll: true }),
    )
  }, [at, cursor, rows])

  useEffect(() => {
    const element = scroller.current!
    const onWheel = (event: WheelEvent) => {
      const bounds = plot.current!.getBoundingClientRect()
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const anchor = Math.min(1, Math.max(0, (event.clientX - bounds.left) / bounds.width))
        view.zoom(1.0015 ** event.deltaY, anchor)
      } else if (event.deltaX !== 0 && event.clientX >= bounds.left) {
        event.preventDefault()
        view.pan(event.deltaX / bounds.width)
      }
    }
    // React listens passively, and a passive listener can't keep the browser from zooming the page.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [view.zoom, view.pan])

  const drag = useDragSelect(plot, { onSelect: view.select })
  const onPlot = (x: number) => {
    const bounds = plot.current!.getBoundingClientRect()
    return x >= bounds.left && x <= bounds.right
  }
  const dragged = useRef(false)

  /** Opens a step; what is only a group of steps unfolds instead. */
  const act = (id: string) => {
    const row = model.rows.find((r) => r.node.id === id)
    if (row?.node.step) props.onOpen(id)
    else props.onToggle(id)
  }
  const onClick = (event: React.MouseEvent) => {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>('[data-step]')?.dataset.step
    if (!id || dragged.current) return
    if (target.closest('.fold:not(:empty)')) props.onToggle(id)
    else act(id)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.step
    if (event.key === 'Enter' && id) {
      event.preventDefault()
      act(id)
    } else
      props.onKeyDown(event, Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2))
  }
  return (
    <div className="timeline-scroll" ref={scroller}>
      <div
        ref={grid}
        role="treegrid"
        aria-label="Steps of the run"
        aria-rowcount={model.rows.length + 1}
        className="timeline-grid"
        onFocus={(event) => {
          const id = (event.target as HTMLElement).dataset.step
          if (id && cursor === null) props.onEnter(id)
        }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          dragged.current = false
          if (onPlot(event.clientX)) drag.onPointerDown(event)
        }}
        onPointerMove={() => {
          if (drag.range) dragged.current = true
        }}
        onDoubleClick={(event) => onPlot(event.clientX) && view.reset()}
      >
        <TimelineHead axis={model.axis} view={view.view} width={plotWidth} plot={plot} range={drag.range} />
        <div role="rowgroup" className="timeline-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const row = model.rows[item.index]!
            return (
              <TimelineRowView
                key={item.key}
                row={row}
                index={item.index}
                top={item.start}
                height={rowHeight}
                axis={model.axis}
                view={view.view}
                now={model.now}
                selected={row.node.id === cursor}
                focusable={at < 0 ? item.index === 0 : item.index === at}
                match={props.matches.has(row.node.id)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
