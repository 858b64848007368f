import { useId, useState } from 'react'

/** The keyboard and ARIA of a text field with a list of options under it (the combobox pattern). */
export function useOptions(count: number, onPick: (index: number) => void) {
  const id = useId()
  const [wanted, setWanted] = useState(0)
  const active = count === 0 ? -1 : Math.min(wanted, count - 1)
  const optionId = (index: number) => `${id}-${index}`

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (count === 0) return
      const next = (active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count
      setWanted(next)
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      onPick(active)
    }
  }
  return {
    active,
    reset: () => setWanted(0),
    input: {
      role: 'combobox',
      'aria-expanded': count > 0,
      'aria-controls': id,
      'aria-autocomplete': 'list',
      'aria-activedescendant': active >= 0 ? optionId(active) : undefined,
      autoComplete: 'off',
      spellCheck: false,
      onKeyDown,
    },
    list: { id },
    option: (index: number) => ({
      role: 'option',
      id: optionId(index),
      'aria-selected': index === active,
      // Keeps the focus in the field.
      onMouseDown: (event: React.MouseEvent) => event.preventDefault(),
      onMouseMove: () => setWanted(index),
      onClick: () => onPick(index),
    }),
  } as const
}
