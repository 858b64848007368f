import type { Step } from '../../../api/types'
import { allNodes } from './rows'
import type { TreeNode } from './tree'

/** The ids of the steps that carry the text, in tree order; case does not matter. An empty text finds nothing. */
export function findSteps(roots: readonly TreeNode[], text: string): string[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const found: string[] = []
  for (const node of allNodes(roots)) if (node.step && holds(node.step, wanted)) found.push(node.id)
  return found
}

function holds(step: Step, wanted: string): boolean {
  return (
    has(step.name, wanted) ||
    has(step.step_id, wanted) ||
    has(step.model, wanted) ||
    has(step.tool, wanted) ||
    has(step.agent, wanted) ||
    has(step.tool_call_id, wanted) ||
    has(step.input_preview, wanted) ||
    has(step.output_preview, wanted) ||
    has(step.error?.type, wanted) ||
    has(step.error?.message, wanted)
  )
}

function has(text: string | null | undefined, wanted: string): boolean {
  return text?.toLowerCase().includes(wanted) ?? false
}

/** The element after (1) or before (-1) the current one, around the ends; the first or last where the current is not among them. */
export function neighbour(
  ids: readonly string[],
  current: string | null,
  direction: 1 | -1,
  order: ReadonlyMap<string, number>,
): string | null {
  if (ids.length === 0) return null
  const at = current === null ? -1 : ids.indexOf(current)
  if (at >= 0) return ids[(at + direction + ids.length) % ids.length]!
  const here = current === null ? undefined : order.get(current)
  if (here === undefined) return direction === 1 ? ids[0]! : ids.at(-1)!
  if (direction === 1) return ids.find((id) => (order.get(id) ?? 0) > here) ?? ids[0]!
  return ids.findLast((id) => (order.get(id) ?? 0) < here) ?? ids.at(-1)!
}
