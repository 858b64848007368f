import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** A key or a sequence of keys (`g r`), with `Ctrl+` for Ctrl or Cmd, and what it does. */
export type Shortcut = { keys: string; label: string; run: () => void; inInputs?: boolean }

type Group = { title: string; shortcuts: readonly Shortcut[] }

let groups: readonly Group[] = []
const listeners = new Set<() => void>()
let pending = ''
let pendingSince = 0

function change(next: readonly Group[]) {
  groups = next
  for (const listener of listeners) listener()
}

/** Keeps shortcuts working while the component is mounted, and lists them in the help. The last mounted wins. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]) {
  const run = useEffectEvent((keys: string) => shortcuts.find((s) => s.keys === keys)?.run())
  // Labels and keys never change while mounted; what they do may, and goes through the effect event.
  const shape = shortcuts.map((s) => `${s.keys} ${s.inInputs ?? ''}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: shape stands for the shortcuts.
  useEffect(() => {
    const group = { title, shortcuts: shortcuts.map((s) => ({ ...s, run: () => run(s.keys) })) }
    change([...groups, group])
    return () => change(groups.filter((g) => g !== group))
  }, [title, shape])
}

/** What works now, for the help. */
export function useShortcutGroups(): readonly Group[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => groups,
  )
}

/** Handles a key press; true when a shortcut ran. Called by the one listener on the window. */
export function pressKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false
  const key = nameOf(event)
  const typing = isTyping(event.target)
  const modal = document.querySelector('dialog[open]') !== null
  const sequence = event.timeStamp - pendingSince < 1000 && pending !== '' ? `${pending} ${key}` : ''
  const shortcut = find(sequence, typing, modal) ?? find(key, typing, modal)
  pending = !shortcut && key.length === 1 && !typing ? key : ''
  pendingSince = event.timeStamp
  if (!shortcut) return false
  event.preventDefault()
  shortcut.run()
  return true
}

function find(keys: string, typing: boolean, modal: boolean): Shortcut | undefined {
  if (keys === '') return undefined
  for (let i = groups.length - 1; i >= 0; i--) {
    const shortcut = groups[i]!.shortcuts.find((s) => s.keys === keys)
    if (shortcut) return (typing && !shortcut.inInputs) || (modal && keys !== 'Ctrl+k') ? undefined : shortcut
  }
  return undefined
}

function nameOf(event: KeyboardEvent): string {
  return (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + event.key
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.tagName === 'TEXTAREA' ||
      target.tagName === 'SELECT' ||
      (target.tagName === 'INPUT' && (target as HTMLInputElement).type !== 'checkbox'))
  )
}
