import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { followEvents, type LiveState } from '../../api/events'
import { runsQuery } from '../../api/queries'
import type { Run } from '../../api/types'
import type { RunFilter } from './filter'
import { insertRuns, newRuns, type RunPage, updateInPlace } from './live'

const FLUSH_MS = 250

/**
 * Keeps the loaded list fresh: rows change where they stand, and runs that are new wait in `waiting` until `show` puts them in,
 * so that nothing jumps under the reader.
 */
export function useLiveRuns(project: string | undefined, filter: RunFilter) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  const [waiting, setWaiting] = useState<ReadonlyMap<string, Run>>(new Map())
  const { queryKey } = runsQuery(project, filter)
  const filterKey = JSON.stringify(filter)
  const seen = useRef(filterKey)
  if (seen.current !== filterKey) {
    seen.current = filterKey
    if (waiting.size > 0) setWaiting(new Map())
  }

  const update = (change: (pages: RunPage[]) => RunPage[]) =>
    client.setQueryData<InfiniteData<RunPage, string | undefined>>(queryKey, (data) => {
      if (!data) return data
      const pages = change(data.pages)
      return pages === data.pages ? data : { ...data, pages }
    })

  const flush = useEffectEvent((changed: ReadonlyMap<string, Run>) => {
    update((pages) => updateInPlace(pages, changed))
    const data = client.getQueryData<InfiniteData<RunPage>>(queryKey)
    if (!data) return
    const arrived = newRuns(data.pages, changed.values(), filter, Date.now())
    if (arrived.length > 0)
      setWaiting((known) => new Map([...known, ...arrived.map((run) => [run.run_id, run] as const)]))
  })

  useEffect(() => {
    let changed = new Map<string, Run>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = followEvents(
      `/v1/stream/runs${project ? `?project=${encodeURIComponent(project)}` : ''}`,
      ['run'],
      {
        onState: setState,
        onEvent(_, data) {
          changed.set((data as Run).run_id, data as Run)
          timer ??= setTimeout(() => {
            timer = undefined
            const batch = changed
            changed = new Map()
            flush(batch)
          }, FLUSH_MS)
        },
      },
    )
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [project])

  const show = () => {
    update((pages) => insertRuns(pages, [...waiting.values()]))
    setWaiting(new Map())
    client.invalidateQueries({ queryKey: ['facets', project] })
  }
  return { state, waiting: waiting.size, show }
}
