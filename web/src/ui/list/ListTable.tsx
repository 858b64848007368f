import { useElementScrollRestoration } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { NARROW, useMedia } from '../useMedia'
import { fitColumns, tracksOf } from './fit'
import { useRowCursor } from './useRowCursor'

export type ListColumn<T, K extends string = string> = {
  id: string
  label: string
  /** The least width in pixels, and its share of what is left (0 never grows). */
  min: number
  grow: number
  end?: boolean
  sort?: K
  /** Always shown. */
  fixed?: boolean
  cell: (row: T) => React.ReactNode
}

const CARD_HEIGHT = 68

/** A list: only the rows in view are there. On a narrow screen every row is a card. */
export function ListTable<T, K extends string = string>(props: {
  /** `Runs`: the grid's name, also for its shortcuts. */
  title: string
  /** What a row is: `run`. */
  word: string
  rows: readonly T[]
  idOf: (row: T) => string
  columns: readonly ListColumn<T, K>[]
  /** The columns that give way where the window is narrow, the most dispensable first. */
  dispensable: readonly string[]
  /** The order of the rows, a column to sort by with `-` for descending, and what a click on a head does. */
  order?: string
  onSort?: (key: K) => void
  card: (row: T) => React.ReactNode
  onOpen: (id: string) => void
  footer: React.ReactNode
}) {
  const { rows: items, idOf, title } = props
  const scrollId = title.toLowerCase()
  const scroller = useRef<HTMLDivElement>(null)
  const narrow = useMedia(NARROW)
  const coarse = useMedia('(pointer: coarse)')
  const rowHeight = narrow ? CARD_HEIGHT : coarse ? 44 : 32
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY)
  const columns = fitColumns(props.columns, props.dispensable, width)
  const restored = useElementScrollRestoration({ id: scrollId })
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => idOf(items[index]!),
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
  const cursor = useRowCursor({
    title,
    word: props.word,
    ids: useMemo(() => items.map(idOf), [items, idOf]),
    onOpen: props.onOpen,
    scrollTo: (index) => {
      rows.scrollToIndex(index)
      // The row may only just be rendered.
      requestAnimationFrame(() =>
        scroller.current
          ?.querySelector<HTMLElement>(`[data-index="${index}"]`)
          ?.focus({ preventScroll: true }),
      )
    },
  })

  const onKeyDown = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const to = {
      ArrowDown: cursor.at + 1,
      ArrowUp: cursor.at - 1,
      Home: 0,
      End: items.length - 1,
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
    <div className="table" ref={scroller} data-scroll-restoration-id={scrollId}>
      <div
        role="grid"
        aria-label={title}
        aria-rowcount={items.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {!narrow && <Head columns={columns} order={props.order} onSort={props.onSort} style={style} />}
        <div role="rowgroup" className="table-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const row = items[item.index]!
            const id = idOf(row)
            const tabbable = cursor.cursor === null ? item.index === 0 : cursor.cursor === id
            return (
              <div
                key={item.key}
                role="row"
                data-index={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={cursor.cursor === id}
                tabIndex={tabbable ? 0 : -1}
                className={narrow ? 'row card' : 'row'}
                style={{
                  ...(narrow ? {} : style),
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={(event) => isPlain(event) && cursor.open(id)}
                onKeyDown={(event) =>
                  event.key === 'Enter' && event.target === event.currentTarget && cursor.open(id)
                }
              >
                {narrow
                  ? props.card(row)
                  : columns.map((column) => (
                      <div
                        key={column.id}
                        role="gridcell"
                        className={`cell cell-${column.id}${column.end ? ' end' : ''}`}
                      >
                        {column.cell(row)}
                      </div>
                    ))}
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

function Head<T, K extends string>({
  columns,
  order: current,
  onSort,
  style,
}: {
  columns: readonly ListColumn<T, K>[]
  order: string | undefined
  onSort: ((key: K) => void) | undefined
  style: React.CSSProperties
}) {
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
                <button type="button" onClick={() => onSort?.(key)}>
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
