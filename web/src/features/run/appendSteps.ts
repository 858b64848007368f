import type { Step } from '../../api/types'

/** How many steps a timeline shows at most. */
export const MAX_STEPS = 50_000

/** The steps of a run as far as they are loaded; `more` when there are too many to show them all. */
export type StepList = { steps: Step[]; more: boolean }

/** The list with steps that arrived after it; those it holds already (a stream that resumed) are left out. */
export function appendSteps(list: StepList, arrived: readonly Step[]): StepList {
  if (list.more) return list
  const last = list.steps.at(-1)?.sequence ?? -1
  const fresh = arrived.filter((step) => step.sequence > last)
  if (fresh.length === 0) return list
  const room = MAX_STEPS - list.steps.length
  return { steps: [...list.steps, ...fresh.slice(0, room)], more: fresh.length > room }
}
