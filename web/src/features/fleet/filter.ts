import type { VerdictStatus } from '../../api/types'
import { parseTime } from '../../format/time'
import { VERDICTS } from '../../ui/status'
import { RANGES, type Range } from '../runs/filter'

/** Fields that take one value each; the names are those of the API and of the address bar. */
export const FLEET_FIELDS = ['agent', 'service', 'env'] as const
export type FleetField = (typeof FLEET_FIELDS)[number]

/** Which lints the fleet shows. Every part that is set must hold; of several statuses any. */
export type FleetFilter = Partial<Record<FleetField, string>> & {
  range?: Range
  /** RFC 3339; inclusive and exclusive. */
  since?: string
  until?: string
  status?: VerdictStatus[]
}

/** The filter in search parameters; what is not understood is left out. */
export function readFleetFilter(search: Record<string, unknown>): FleetFilter {
  const filter: FleetFilter = {}
  if (typeof search.range === 'string' && search.range in RANGES) filter.range = search.range as Range
  for (const field of FLEET_FIELDS) {
    const value = search[field]
    if (typeof value === 'string' && value !== '') filter[field] = value
  }
  for (const field of ['since', 'until'] as const) {
    const value = search[field]
    if (typeof value === 'string' && Number.isFinite(parseTime(value))) filter[field] = value
  }
  const asked = Array.isArray(search.status) ? search.status : [search.status]
  const statuses = VERDICTS.filter((status) => asked.includes(status))
  if (statuses.length > 0) filter.status = statuses
  return filter
}

/**
 * What is asked of the API. Not the status: a run that failed and passes now would be found by its old failure, so that is
 * filtered here, once only the newest lint of each run is left.
 */
export function toVerdictQuery(filter: FleetFilter, now: number) {
  const { range, since, until } = filter
  const from = range ? new Date(now - RANGES[range] * 1000).toISOString() : since
  return { since: from, until, agent: filter.agent, service: filter.service, env: filter.env }
}

/** Filters with one key are answered by the same request. */
export function toVerdictKey({ status: _, ...asked }: FleetFilter) {
  return asked
}

export function isFiltered(filter: FleetFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}
