/** What fitting needs to know of a column. */
type Fitted = { id: string; min: number; grow: number }

const GAP = 12
const PADDING = 32

/** What gives way first where the window is narrow. What is not named stays. */
const dispensable = ['tags', 'tools', 'models', 'tokens', 'agent', 'cost', 'duration', 'started']

/** The columns that fit into a width in pixels: the most dispensable go first. */
export function fitColumns<T extends Fitted>(columns: readonly T[], width: number): readonly T[] {
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
