import { useElementScrollRestoration } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { Run } from '../../api/types'
import { NARROW, useMedia } from '../../ui/useMedia'
import type { Column } from './columns'
import { fitColumns, tracksOf } from './fit'
import { RunCard } from './RunCard'
import { nextSort, type Sort } from './sort'
import { useRowCursor } from './useRowCursor'

const CARD_HEIGHT = 68

/** The list itself: only the rows in view are there. On a narrow screen every row is a card. */
export function RunsTable(props: {
  runs: readonly Run[]
  columns: readonly Column[]
  sort: Sort | undefined
  onSort: (sort: Sort | undefined) => void
  footer: React.ReactNode
}) {
  const { runs } = props
  const scroller = useRef<HTMLDivElement>(null)
  const narrow = useMedia(NARROW)
  const coarse = useMedia('(pointer: coarse)')
  const rowHeight = narrow ? CARD_HEIGHT : coarse ? 44 : 32
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY)
  const columns = fitColumns(props.columns, width)
  const restored = useElementScrollRestoration({ id: 'runs' })
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => runs[index]!.run_id,
    overscan: 12,
    initialOffset: restored?.scrollY,
    // The head stays on top: a row scrolled to must not hide under it.
    scrollPaddingStart: narrow ? 0 : 32,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height is the reason to measure.
  useEffect(() => rows.measure(), [rowHeight])
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width))
    watch.observe(scroller.current!)
    return () => watch.disconnect()
  }, [])
  const cursor = useRowCursor(runs, (index) => {
    rows.scrollToIndex(index)
    // The row may only just be rendered.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    )
  })

  const onKeyDown = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const to = {
      ArrowDown: cursor.at + 1,
      ArrowUp: cursor.at - 1,
      Home: 0,
      End: runs.length - 1,
      PageDown: cursor.at + page,
      PageUp: cursor.at - page,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      cursor.move(to)
    }
  }
  // Tab enters the list at its first row: the cursor starts there.
  const onFocus = (event: React.FocusEvent) => {
    const index = (event.target as HTMLElement).dataset.index
    if (index !== undefined && cursor.cursor === null) cursor.move(Number(index))
  }
  const style = { gridTemplateColumns: tracksOf(columns) }
  return (
    <div className="table" ref={scroller} data-scroll-restoration-id="runs">
      <div
        role="grid"
        aria-label="Runs"
        aria-rowcount={runs.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {!narrow && <Head {...props} columns={columns} style={style} />}
        <div role="rowgroup" className="table-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const run = runs[item.index]!
            const tabbable = cursor.cursor === null ? item.index === 0 : cursor.cursor === run.run_id
            return (
              <div
                key={item.key}
                role="row"
                data-index={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={cursor.cursor === run.run_id}
                tabIndex={tabbable ? 0 : -1}
                className={narrow ? 'row card' : 'row'}
                style={{
                  ...(narrow ? {} : style),
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={(event) => isPlain(event) && cursor.open(run.run_id)}
                onKeyDown={(event) =>
                  event.key === 'Enter' && event.target === event.currentTarget && cursor.open(run.run_id)
                }
              >
                {narrow ? (
                  <RunCard run={run} />
                ) : (
                  columns.map((column) => (
                    <div
                      key={column.id}
                      role="gridcell"
                      className={`cell cell-${column.id}${column.end ? ' end' : ''}`}
                    >
                      {column.cell(run)}
                    </div>
                  ))
                )}
              </div>
            )
          })}
        </div>
      </div>
      {props.footer}
    </div>
  )
}

/** A click that means "open": not a text selection, not the link itself, not with a modifier. */
function isPlain(event: React.MouseEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.shiftKey || window.getSelection()?.isCollapsed === false)
    return false
  event.preventDefault()
  return true
}

function Head({
  columns,
  sort,
  onSort,
  style,
}: {
  columns: readonly Column[]
  sort: Sort | undefined
  onSort: (sort: Sort | undefined) => void
  style: React.CSSProperties
}) {
  const current = sort ?? '-started'
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className="row head" style={style}>
        {columns.map((column) => {
          const key = column.sort
          const order = current === key ? 'ascending' : current === `-${key}` ? 'descending' : undefined
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={key ? (order ?? 'none') : undefined}
              className={column.end ? 'cell end' : 'cell'}
            >
              {key ? (
                <button type="button" onClick={() => onSort(nextSort(sort, key))}>
                  {column.label}
                  {order && <span aria-hidden="true">{order === 'ascending' ? ' ↑' : ' ↓'}</span>}
                </button>
              ) : (
                column.label
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
