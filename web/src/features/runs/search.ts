import { type RunFilter, readFilter } from './filter'
import { readSort, type Sort } from './sort'

/** The search parameters of the runs list: the filter, and the order of what is loaded. */
export type RunsSearch = RunFilter & { sort?: Sort }

export function readRunsSearch(search: Record<string, unknown>): RunsSearch {
  const sort = readSort(search.sort)
  return sort ? { ...readFilter(search), sort } : readFilter(search)
}
