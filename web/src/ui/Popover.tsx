import { useEffect, useId, useRef } from 'react'

/** A button that opens a native popover under it; Esc or a click elsewhere closes it. */
export function Popover({
  label,
  title,
  children,
}: {
  label: React.ReactNode
  title: string
  children: React.ReactNode
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = panel.current!
    const place = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'open' || !button.current) return
      const anchor = button.current.getBoundingClientRect()
      element.style.top = `${anchor.bottom + 4}px`
      element.style.right = `${Math.max(8, window.innerWidth - anchor.right)}px`
    }
    element.addEventListener('beforetoggle', place)
    return () => element.removeEventListener('beforetoggle', place)
  }, [])

  return (
    <>
      <button
        type="button"
        ref={button}
        className="icon-button"
        popoverTarget={id}
        aria-label={title}
        title={title}
      >
        {label}
      </button>
      <div id={id} ref={panel} popover="auto" className="popover" role="group" aria-label={title}>
        {children}
      </div>
    </>
  )
}
