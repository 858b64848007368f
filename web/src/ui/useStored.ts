import { useCallback, useState } from 'react'

/** State that the browser remembers under `fabrik.<key>`; `read` gives undefined for what is no longer understood. */
export function useStored<T>(
  key: string,
  initial: T,
  read: (value: unknown) => T | undefined,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => {
    try {
      const text = localStorage.getItem(`fabrik.${key}`)
      return text === null ? initial : (read(JSON.parse(text)) ?? initial)
    } catch {
      return initial
    }
  })
  const store = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(`fabrik.${key}`, JSON.stringify(next))
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    },
    [key],
  )
  return [value, store]
}
