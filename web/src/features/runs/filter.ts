import type { Run, RunStatus } from '../../api/types'
import { parseTime } from '../../format/time'

export const RUN_STATUSES: readonly RunStatus[] = ['running', 'ok', 'failed', 'interrupted', 'cancelled']
export const RANGES = { '15m': 15 * 60, '1h': 3600, '24h': 86_400, '7d': 604_800, '30d': 2_592_000 } as const
export type Range = keyof typeof RANGES

/** Fields that take one value each; the names are those of the API and of the address bar. */
export const VALUE_FIELDS = ['tool', 'model', 'agent', 'service', 'env', 'release', 'session_id'] as const
export type ValueField = (typeof VALUE_FIELDS)[number]

/** Which runs the list shows. Every part that is set must hold; of several statuses any, of several tags all. */
export type RunFilter = Partial<Record<ValueField, string>> & {
  range?: Range
  /** RFC 3339; inclusive and exclusive. */
  since?: string
  until?: string
  status?: RunStatus[]
  /** `key=value`. */
  tag?: string[]
}

/** The filter in search parameters; what is not understood is left out. */
export function readFilter(search: Record<string, unknown>): RunFilter {
  const filter: RunFilter = {}
  if (typeof search.range === 'string' && search.range in RANGES) filter.range = search.range as Range
  for (const field of VALUE_FIELDS) {
    const value = search[field]
    if (typeof value === 'string' && value !== '') filter[field] = value
  }
  for (const field of ['since', 'until'] as const) {
    const value = search[field]
    if (typeof value === 'string' && Number.isFinite(parseTime(value))) filter[field] = value
  }
  const statuses = listOf(search.status).filter((s): s is RunStatus => RUN_STATUSES.includes(s as RunStatus))
  if (statuses.length > 0) filter.status = [...new Set(statuses)]
  const tags = listOf(search.tag).filter((tag) => tag.indexOf('=') > 0)
  if (tags.length > 0) filter.tag = [...new Set(tags)]
  return filter
}

function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter((item): item is string => typeof item === 'string')
}

/** The query parameters of `GET /v1/runs` for a filter; a range ends now. */
export function toRunQuery({ range, ...filter }: RunFilter, now: number) {
  return range ? { ...filter, since: new Date(now - RANGES[range] * 1000).toISOString() } : filter
}

export function isFiltered(filter: RunFilter): boolean {
  return Object.keys(filter).length > 0
}

/** Whether a run belongs in the list: the same test the server makes, for runs that arrive live. */
export function matchesFilter(run: Run, filter: RunFilter, now: number): boolean {
  const start = parseTime(run.started_at)
  const { since, until } = toRunQuery(filter, now)
  if (since && start < parseTime(since)) return false
  if (until && start >= parseTime(until)) return false
  if (filter.status && !filter.status.includes(run.status)) return false
  if (filter.tool && !run.tools.includes(filter.tool)) return false
  if (filter.model && !run.models.includes(filter.model)) return false
  for (const field of ['agent', 'service', 'env', 'release', 'session_id'] as const)
    if (filter[field] && run[field] !== filter[field]) return false
  return (filter.tag ?? []).every((tag) => {
    const at = tag.indexOf('=')
    return run.tags[tag.slice(0, at)] === tag.slice(at + 1)
  })
}
