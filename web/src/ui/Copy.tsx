import { useEffect, useState } from 'react'
import { Icon } from './Icon'

/** A button that copies a text and says so for a moment. */
export function Copy({ text, label, children }: { text: string; label: string; children?: React.ReactNode }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 1500)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async (event: React.MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
    setState((await copyText(text)) ? 'copied' : 'refused')
  }
  const said = state === 'copied' ? 'Copied' : state === 'refused' ? 'The browser refused to copy' : label
  return (
    <button
      type="button"
      className={children ? 'copy' : 'copy icon-button'}
      onClick={copy}
      aria-label={said}
      title={said}
    >
      {children}
      <Icon name={state === 'copied' ? 'check' : state === 'refused' ? 'warning' : 'copy'} size={14} />
    </button>
  )
}

/** Puts a text on the clipboard; false where the browser does not allow it (it needs HTTPS or loopback). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
