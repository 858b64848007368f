import { useId, useRef } from 'react'

export type Tab<T extends string> = { id: T; label: React.ReactNode }

/** Tabs by the ARIA pattern: arrows move, the selected one is in the tab order; the panel below is the caller's child. */
export function Tabs<T extends string>(props: {
  label: string
  tabs: readonly Tab<T>[]
  selected: T
  onSelect: (tab: T) => void
  children: React.ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    const at = props.tabs.findIndex((tab) => tab.id === props.selected)
    const next = (at + step + props.tabs.length) % props.tabs.length
    props.onSelect(props.tabs[next]!.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={props.label} ref={list} onKeyDown={onKeyDown}>
        {props.tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === props.selected}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === props.selected ? 0 : -1}
            onClick={() => props.onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        className="tab-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${props.selected}`}
      >
        {props.children}
      </div>
    </>
  )
}
