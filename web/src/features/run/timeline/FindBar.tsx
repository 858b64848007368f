import { useEffect, useRef } from 'react'
import { formatExact } from '../../../format/number'
import { Icon } from '../../../ui/Icon'

/** Find in view: the browser's own find sees only the rows that are rendered. */
export function FindBar(props: {
  text: string
  onText: (text: string) => void
  matches: readonly string[]
  cursor: string | null
  onGo: (direction: 1 | -1) => void
  onClose: () => void
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const at = props.cursor === null ? -1 : props.matches.indexOf(props.cursor)
  const count = formatExact(props.matches.length)
  return (
    <search className="find">
      <Icon name="search" />
      <input
        ref={input}
        aria-label="Find in the timeline"
        placeholder="Find in names, previews, ids and errors"
        value={props.text}
        spellCheck={false}
        onChange={(event) => props.onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') props.onGo(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') props.onClose()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <span className="num muted" role="status">
        {props.text.trim() === ''
          ? ''
          : props.matches.length === 0
            ? 'nothing found'
            : at >= 0
              ? `${at + 1} of ${count}`
              : `${count} found`}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label="Previous match"
        title="Previous match (Shift Enter)"
        onClick={() => props.onGo(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next match"
        title="Next match (Enter)"
        onClick={() => props.onGo(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Close find"
        title="Close find (Esc)"
        onClick={props.onClose}
      >
        <Icon name="close" />
      </button>
    </search>
  )
}
