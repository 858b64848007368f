import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Run } from '../../api/types'
import { useShortcuts } from '../../app/shortcuts'

// The run opened last, so that coming back stands where one left.
let lastOpened: string | null = null

/** The row the keyboard stands on. */
export function useRowCursor(runs: readonly Run[], scrollTo: (index: number) => void) {
  const navigate = useNavigate()
  const [cursor, setCursor] = useState(lastOpened)
  const at = cursor === null ? -1 : runs.findIndex((run) => run.run_id === cursor)

  const move = (to: number) => {
    const run = runs[Math.min(runs.length - 1, Math.max(0, to))]
    if (!run) return
    setCursor(run.run_id)
    scrollTo(runs.indexOf(run))
  }
  const open = (runId: string) => {
    lastOpened = runId
    navigate({ to: '/runs/$runId', params: { runId } })
  }
  useShortcuts('Runs', [
    { keys: 'j', label: 'Next run', run: () => move(at + 1) },
    { keys: 'k', label: 'Previous run', run: () => move(at < 0 ? 0 : at - 1) },
  ])
  return { cursor: at < 0 ? null : cursor, at, move, open }
}
