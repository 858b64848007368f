/** What fitting needs to know of a column. */
type Fitted = { id: string; min: number; grow: number }

const GAP = 12
const PADDING = 32

/** The columns that fit into a width in pixels. What gives way is named, the most dispensable first; the rest stays. */
export function fitColumns<T extends Fitted>(
  columns: readonly T[],
  dispensable: readonly string[],
  width: number,
): readonly T[] {
  let left = [...columns]
  for (const id of dispensable) {
    const needed = left.reduce((sum, column) => sum + column.min + GAP, PADDING - GAP)
    if (needed <= width) break
    left = left.filter((column) => column.id !== id)
  }
  return left
}

/** The tracks of the grid. */
export function tracksOf(columns: readonly Fitted[]): string {
  return columns.map(({ min, grow }) => (grow > 0 ? `minmax(${min}px, ${grow}fr)` : `${min}px`)).join(' ')
}
