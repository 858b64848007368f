import { useState } from 'react'
import { useShortcuts } from '../../app/shortcuts'

// The row of each list opened last, so that coming back stands where one left.
const lastOpened = new Map<string, string>()

/** The row the keyboard stands on. */
export function useRowCursor(props: {
  /** Names the list in the help, and to itself when it is come back to. */
  title: string
  /** What a row is: `run`. */
  word: string
  ids: readonly string[]
  scrollTo: (index: number) => void
  onOpen: (id: string) => void
}) {
  const { title, word, ids } = props
  const [cursor, setCursor] = useState(lastOpened.get(title) ?? null)
  const at = cursor === null ? -1 : ids.indexOf(cursor)

  const move = (to: number) => {
    const index = Math.min(ids.length - 1, Math.max(0, to))
    if (ids[index] === undefined) return
    setCursor(ids[index])
    props.scrollTo(index)
  }
  const open = (id: string) => {
    lastOpened.set(title, id)
    props.onOpen(id)
  }
  useShortcuts(title, [
    { keys: 'j', label: `Next ${word}`, run: () => move(at + 1) },
    { keys: 'k', label: `Previous ${word}`, run: () => move(at < 0 ? 0 : at - 1) },
  ])
  return { cursor: at < 0 ? null : cursor, at, move, open }
}
