import { useShortcuts } from '../../../app/shortcuts'
import { copyText } from '../../../ui/Copy'
import { neighbour } from './find'
import { foldableIds } from './rows'
import type { TimelineModel } from './useTimelineModel'
import type { TimelineView } from './useTimelineView'

type Options = {
  model: TimelineModel
  cursor: string | null
  folded: ReadonlySet<string>
  setFolded: (folded: ReadonlySet<string>) => void
  setCursor: (id: string) => void
  reveal: (id: string) => void
  open: (id: string) => void
  matches: readonly string[]
  find: string | null
  setFind: (find: string | null) => void
  panel: boolean
  setPanel: (open: boolean) => void
  view: TimelineView
}

/** What the keyboard does in the timeline: in the grid by ARIA's treegrid pattern, and by single keys from anywhere on the page. */
export function useTimelineKeys(options: Options) {
  const { model, cursor, folded, setFolded, view } = options
  const { rows } = model
  const at = cursor === null ? -1 : rows.findIndex((row) => row.node.id === cursor)

  const move = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))]
    if (row) options.setCursor(row.node.id)
  }
  const toggle = (id: string) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  const fold = (all: boolean) => {
    setFolded(all ? foldableIds(model.roots) : new Set())
    // The cursor stays on something visible: the root above it.
    let top = at
    while (all && top >= 0 && rows[top]!.parent >= 0) top = rows[top]!.parent
    if (top >= 0) options.setCursor(rows[top]!.node.id)
  }
  const error = (direction: 1 | -1) => {
    const id = neighbour(model.errors, cursor, direction, model.order)
    if (id) options.reveal(id)
  }
  const match = (direction: 1 | -1) => {
    const id = neighbour(options.matches, cursor, direction, model.order)
    if (id) options.reveal(id)
  }
  const left = () => {
    const row = rows[at]
    if (row?.expanded) toggle(row.node.id)
    else if (row && row.parent >= 0) move(row.parent)
  }
  const right = () => {
    const row = rows[at]
    if (row?.expandable && !row.expanded) toggle(row.node.id)
    else if (row?.expandable) move(at + 1)
  }
  const copyLink = () => {
    const url = new URL(window.location.href)
    if (cursor) url.searchParams.set('step', cursor)
    copyText(url.href)
  }

  useShortcuts('Timeline', [
    { keys: 'j', label: 'Next step', run: () => move(at + 1) },
    { keys: 'k', label: 'Previous step', run: () => move(at < 0 ? 0 : at - 1) },
    { keys: 'Enter', label: 'Open the step', run: () => cursor && options.open(cursor) },
    {
      keys: 'Escape',
      label: 'Close find, then the panel',
      run: () => (options.find !== null ? options.setFind(null) : options.setPanel(false)),
    },
    { keys: 'n', label: 'Next error', run: () => error(1) },
    { keys: 'p', label: 'Previous error', run: () => error(-1) },
    { keys: '[', label: 'Fold all', run: () => fold(true) },
    { keys: ']', label: 'Unfold all', run: () => fold(false) },
    { keys: '/', label: 'Find', run: () => options.setFind(options.find ?? '') },
    { keys: 'Ctrl+f', label: 'Find', inInputs: true, run: () => options.setFind(options.find ?? '') },
    { keys: 'y', label: 'Copy a link to the step', run: copyLink },
    { keys: '+', label: 'Zoom in', run: () => view.zoom(0.5, 0.5) },
    { keys: '-', label: 'Zoom out', run: () => view.zoom(2, 0.5) },
    { keys: '0', label: 'Show the whole time', run: view.reset },
    { keys: 'h', label: 'Move the time left', run: () => view.pan(-0.25) },
    { keys: 'l', label: 'Move the time right', run: () => view.pan(0.25) },
  ])

  const onKeyDown = (event: React.KeyboardEvent, pageRows: number) => {
    const act: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      PageDown: () => move(at + pageRows),
      PageUp: () => move(at - pageRows),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      ArrowLeft: left,
      ArrowRight: right,
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in act)) return
    event.preventDefault()
    act[event.key]!()
  }
  return { toggle, fold, error, match, onKeyDown }
}
