import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type FleetFilter, toVerdictKey, toVerdictQuery } from '../features/fleet/filter'
import { MAX_STEPS } from '../features/run/appendSteps'
import { type RunFilter, toRunQuery } from '../features/runs/filter'
import { answerOf, api } from './client'
import type { Step, StepDetail } from './types'

/** How many runs a page of the list holds. */
export const RUNS_PER_PAGE = 100

/** How many steps one request brings. */
const STEPS_PER_PAGE = 5000

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/session', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

export const runsQuery = (project: string | undefined, filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ['runs', project, filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/runs', {
          params: {
            query: { project, ...toRunQuery(filter, Date.now()), limit: RUNS_PER_PAGE, cursor: pageParam },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // The stream keeps a list fresh while it is on screen; a list come back to is refetched only when it is older than this.
    staleTime: 60_000,
  })

export const facetsQuery = (project: string | undefined) =>
  queryOptions({
    queryKey: ['facets', project],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/facets', { params: { query: { project } }, signal })),
    staleTime: 30_000,
  })

/** How many verdicts a page of the fleet holds. */
const VERDICTS_PER_PAGE = 500

/** The lints of a window. They are asked for anew whenever the page comes back into view. */
export const fleetQuery = (project: string | undefined, filter: FleetFilter) =>
  infiniteQueryOptions({
    queryKey: ['fleet', project, toVerdictKey(filter)],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/verdicts', {
          params: {
            query: {
              project,
              ...toVerdictQuery(filter, Date.now()),
              limit: VERDICTS_PER_PAGE,
              cursor: pageParam,
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchOnWindowFocus: 'always',
  })

/** The lints of a run, newest first, reports left out. */
export const runVerdictsQuery = (project: string | undefined, runId: string) =>
  queryOptions({
    queryKey: ['verdicts', project, runId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/runs/{run_id}/verdicts', {
          params: { path: { run_id: runId }, query: { project, limit: 100 } },
          signal,
        }),
      ),
    refetchOnWindowFocus: 'always',
  })

/** A verdict with its report, neither of which ever changes. */
export const verdictQuery = (project: string | undefined, id: string) =>
  queryOptions({
    queryKey: ['verdict', project, id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/verdicts/{verdict_id}', {
          params: { path: { verdict_id: id }, query: { project } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const runQuery = (project: string | undefined, runId: string) =>
  queryOptions({
    queryKey: ['run', project, runId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/runs/{run_id}', { params: { path: { run_id: runId }, query: { project } }, signal }),
      ),
  })

/** Every step of a run, infrastructure spans too: the timeline hides those itself, so that no parent goes missing. */
export const stepsQuery = (project: string | undefined, runId: string) =>
  queryOptions({
    queryKey: ['steps', project, runId],
    queryFn: async ({ signal }) => {
      const steps: Step[] = []
      let after: number | undefined
      do {
        const query = { project, after, limit: STEPS_PER_PAGE, spans: true }
        const page = await answerOf(
          api.GET('/v1/runs/{run_id}/steps', { params: { path: { run_id: runId }, query }, signal }),
        )
        for (const step of page.steps) steps.push(step as Step)
        after = page.next_after ?? undefined
      } while (after !== undefined && steps.length < MAX_STEPS)
      return { steps, more: after !== undefined }
    },
    structuralSharing: false,
  })

export const stepQuery = (project: string | undefined, runId: string, stepId: string) =>
  queryOptions({
    queryKey: ['step', project, runId, stepId],
    queryFn: async ({ signal }) =>
      (await answerOf(
        api.GET('/v1/runs/{run_id}/steps/{step_id}', {
          params: { path: { run_id: runId, step_id: stepId }, query: { project } },
          signal,
        }),
      )) as StepDetail,
    structuralSharing: false,
    gcTime: 60_000,
  })

export const logsQuery = (
  project: string | undefined,
  runId: string,
  contains: string,
  minSeverity: number,
) =>
  queryOptions({
    queryKey: ['logs', project, runId, contains, minSeverity],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/runs/{run_id}/logs', {
          params: {
            path: { run_id: runId },
            query: {
              project,
              contains: contains || undefined,
              min_severity: minSeverity || undefined,
              limit: 1000,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
