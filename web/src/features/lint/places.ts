import type { Step } from '../../api/types'

/** Where in a run a thing of the report happened; null where that is not known. */
export type Place = (thing: { stepId: string | null; traceId: string | null }) => string | null

/** Finds the step that a report names, else the first step of the trace it names. Only steps that are here are linked to. */
export function placesIn(steps: readonly Step[] | undefined): Place {
  const ids = new Set<string>()
  const firstOfTrace = new Map<string, string>()
  for (const step of steps ?? []) {
    ids.add(step.step_id)
    if (step.trace_id && !firstOfTrace.has(step.trace_id)) firstOfTrace.set(step.trace_id, step.step_id)
  }
  return ({ stepId, traceId }) => {
    if (stepId !== null && ids.has(stepId)) return stepId
    return traceId === null ? null : (firstOfTrace.get(traceId) ?? null)
  }
}
