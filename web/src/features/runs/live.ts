import type { Run } from '../../api/types'
import { matchesFilter, type RunFilter } from './filter'

/** A page of the list as the API gives it. */
export type RunPage = { runs: Run[]; next_cursor: string | null }

/** Newest first, then by id: the order of the API. */
export function byStart(a: Run, b: Run): number {
  if (a.started_at !== b.started_at)
    return Date.parse(b.started_at) - Date.parse(a.started_at) || compare(b.started_at, a.started_at)
  return compare(b.run_id, a.run_id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Replaces runs that changed where they stand. Gives the same pages when none is among them. */
export function updateInPlace(pages: RunPage[], changed: ReadonlyMap<string, Run>): RunPage[] {
  let touched = false
  const next = pages.map((page) => {
    if (!page.runs.some((run) => isNewer(run, changed))) return page
    touched = true
    return { ...page, runs: page.runs.map((run) => (isNewer(run, changed) ? changed.get(run.run_id)! : run)) }
  })
  return touched ? next : pages
}

function isNewer(run: Run, changed: ReadonlyMap<string, Run>): boolean {
  const other = changed.get(run.run_id)
  return other !== undefined && other.revision > run.revision
}

/**
 * The changed runs that the list does not show yet but would: they match the filter and are not older than what is loaded
 * (an older one comes by itself with "load older").
 */
export function newRuns(pages: RunPage[], changed: Iterable<Run>, filter: RunFilter, now: number): Run[] {
  const shown = new Set(pages.flatMap((page) => page.runs.map((run) => run.run_id)))
  const last = pages.at(-1)
  const oldest = last?.next_cursor ? last.runs.at(-1) : undefined
  return [...changed].filter(
    (run) =>
      !shown.has(run.run_id) && matchesFilter(run, filter, now) && (!oldest || byStart(run, oldest) < 0),
  )
}

/** Puts new runs in their place among the loaded ones. */
export function insertRuns(pages: RunPage[], runs: readonly Run[]): RunPage[] {
  if (runs.length === 0 || pages.length === 0) return pages
  const known = new Set(pages.flatMap((page) => page.runs.map((run) => run.run_id)))
  const queue = runs.filter((run) => !known.has(run.run_id)).sort(byStart)
  return pages.map((page, index) => {
    const lastPage = index === pages.length - 1
    const end = page.runs.at(-1)
    const mine: Run[] = []
    while (queue[0] && (lastPage || (end && byStart(queue[0], end) < 0))) mine.push(queue.shift()!)
    return mine.length === 0 ? page : { ...page, runs: [...page.runs, ...mine].sort(byStart) }
  })
}
