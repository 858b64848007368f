export const RUN_TABS = ['timeline', 'lint', 'logs', 'json'] as const
export type RunTab = (typeof RUN_TABS)[number]

/** The search parameters of a run's page: the tab, the step in the side panel, the lint that is shown (the newest, where none is named), and whether infrastructure spans show. */
export type RunSearch = { tab?: RunTab; step?: string; lint?: string; spans?: boolean }

export function readRunSearch(search: Record<string, unknown>): RunSearch {
  const read: RunSearch = {}
  if (search.tab !== 'timeline' && RUN_TABS.includes(search.tab as RunTab)) read.tab = search.tab as RunTab
  if (typeof search.step === 'string' && search.step !== '') read.step = search.step
  if (typeof search.lint === 'string' && search.lint !== '') read.lint = search.lint
  if (search.spans === 'true' || search.spans === true) read.spans = true
  return read
}
