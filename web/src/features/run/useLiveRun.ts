import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { followEvents, type LiveState } from '../../api/events'
import { runQuery, stepsQuery } from '../../api/queries'
import type { Run, Step } from '../../api/types'
import { appendSteps } from './appendSteps'

const FLUSH_MS = 200

/** Follows a run once its steps are loaded: what arrives is put into the queries that the page reads. */
export function useLiveRun(
  project: string | undefined,
  runId: string,
  loadedUpTo: number | undefined,
): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  const ready = loadedUpTo !== undefined
  const after = useEffectEvent(() => loadedUpTo ?? 0)

  useEffect(() => {
    if (!ready) return
    let steps: Step[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      const batch = steps
      steps = []
      client.setQueryData(stepsQuery(project, runId).queryKey, (data) => data && appendSteps(data, batch))
    }
    const query = new URLSearchParams({ after: String(after()), ...(project ? { project } : {}) })
    const stop = followEvents(`/v1/stream/runs/${encodeURIComponent(runId)}?${query}`, ['run', 'step'], {
      onState: setState,
      onEvent(type, data) {
        if (type === 'run') client.setQueryData(runQuery(project, runId).queryKey, data as Run)
        else {
          steps.push(data as Step)
          timer ??= setTimeout(flush, FLUSH_MS)
        }
      },
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client, project, runId, ready])

  return state
}
