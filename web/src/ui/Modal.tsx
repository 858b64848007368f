import { useEffect, useRef } from 'react'

/** A native modal dialog that is open as long as it is mounted. A click on the backdrop or Esc closes it. */
export function Modal(props: {
  title: string
  className?: string
  onClose: () => void
  children: React.ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current!
    if (!element.open) element.showModal()
    return () => element.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it by Esc, natively.
    <dialog
      ref={dialog}
      className={`modal ${props.className ?? ''}`}
      aria-label={props.title}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && props.onClose()}
    >
      {props.children}
    </dialog>
  )
}
