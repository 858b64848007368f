import type { Run } from '../../api/types'
import { parseTime } from '../../format/time'
import { VERDICTS } from '../../ui/status'
import { totalTokens } from './tokens'

const keys = {
  /** Worst first when descending; never linted is below all. */
  lint: (run: Run) => (run.lint ? 1 + VERDICTS.indexOf(run.lint.status) : 0),
  started: (run: Run) => parseTime(run.started_at),
  duration: (run: Run) => run.duration_ms ?? -1,
  cost: (run: Run) => Number(run.cost_usd),
  tokens: (run: Run) => totalTokens(run.usage),
  status: (run: Run) => run.status,
  run: (run: Run) => (run.name ?? run.run_id).toLowerCase(),
  agent: (run: Run) => run.agent ?? run.service ?? '',
} satisfies Record<string, (run: Run) => number | string>

export type SortKey = keyof typeof keys

/** A column to sort by; with `-` descending. Absent is the order of the API: newest first. */
export type Sort = SortKey | `-${SortKey}`

export function readSort(value: unknown): Sort | undefined {
  if (typeof value !== 'string' || value === '-started') return undefined
  return (value.startsWith('-') ? value.slice(1) : value) in keys ? (value as Sort) : undefined
}

/** The runs in another order; the same runs where there is none. Equal ones keep theirs. */
export function sortRuns(runs: readonly Run[], sort: Sort | undefined): readonly Run[] {
  if (!sort) return runs
  const descending = sort.startsWith('-')
  const key = keys[(descending ? sort.slice(1) : sort) as SortKey]
  const sign = descending ? -1 : 1
  return runs.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    return x < y ? -sign : x > y ? sign : 0
  })
}

/** The order after a click on a column's head: the more telling direction first, then the other, then the API's. */
export function nextSort(sort: Sort | undefined, key: SortKey): Sort | undefined {
  const current = sort ?? '-started'
  const [first, second]: Sort[] =
    key === 'run' || key === 'agent' || key === 'status' ? [key, `-${key}`] : [`-${key}`, key]
  const next = current === first ? second : current === second ? undefined : first
  return next === '-started' ? undefined : next
}
