import type { Step } from '../../../api/types'
import { parseTime } from '../../../format/time'

/** A step in its place among the others. Times are milliseconds since 1970; `end` is null while it runs. */
export type TreeNode = {
  id: string
  /** Null for the synthetic root that holds steps whose parent never arrived. */
  step: Step | null
  start: number
  end: number | null
  children: TreeNode[]
}

/** The id of the synthetic root: no step can have it, as step ids start with a letter or a digit. */
export const ORPHANS = '~orphans'

/**
 * The forest of a run's steps, siblings by start, then by arrival. A hidden infrastructure span passes its children on to its
 * nearest visible ancestor. Steps whose parent is not there hang under {@link ORPHANS}; a circle of parents is cut
 * at one of its steps, which hangs there too. The same step twice is one step: the later arrival.
 */
export function buildTree(steps: readonly Step[], showSpans: boolean): TreeNode[] {
  const byId = new Map<string, Step>()
  for (const step of steps) byId.set(step.step_id, step)

  const nodes = new Map<string, TreeNode>()
  for (const step of byId.values())
    if (showSpans || step.kind !== 'span') nodes.set(step.step_id, toNode(step))

  const roots: TreeNode[] = []
  const orphans: TreeNode[] = []
  const parents = new Map<TreeNode, TreeNode>()
  for (const node of nodes.values()) {
    const parent = visibleParent(node.step!, byId, nodes)
    if (parent === 'none') roots.push(node)
    else if (parent === 'missing') orphans.push(node)
    else parents.set(node, parent)
  }
  for (const node of cutCircles(parents)) orphans.push(node)
  for (const [node, parent] of parents) parent.children.push(node)

  if (orphans.length > 0) roots.push(orphanRoot(orphans))
  sortDeep(roots)
  return roots
}

function toNode(step: Step): TreeNode {
  const start = parseTime(step.started_at)
  const end = step.ended_at ? Math.max(start, parseTime(step.ended_at)) : null
  return { id: step.step_id, step, start, end, children: [] }
}

function visibleParent(
  step: Step,
  byId: ReadonlyMap<string, Step>,
  nodes: ReadonlyMap<string, TreeNode>,
): TreeNode | 'none' | 'missing' {
  let id = step.parent_id
  // A circle of hidden spans ends when every one of them was passed.
  for (let left = byId.size; id && left > 0; left--) {
    const node = nodes.get(id)
    if (node) return node
    const hidden = byId.get(id)
    if (!hidden) return 'missing'
    id = hidden.parent_id
  }
  return id ? 'missing' : 'none'
}

/** Removes one link of every circle and gives the nodes that lost their parent. Each node is passed once. */
function cutCircles(parents: Map<TreeNode, TreeNode>): TreeNode[] {
  const cut: TreeNode[] = []
  const done = new Set<TreeNode>()
  for (const start of parents.keys()) {
    const path = new Set<TreeNode>()
    let at: TreeNode | undefined = start
    for (; at && !done.has(at); at = parents.get(at)) {
      if (path.has(at)) {
        cut.push(at)
        parents.delete(at)
        break
      }
      path.add(at)
    }
    for (const node of path) done.add(node)
  }
  return cut
}

function orphanRoot(orphans: TreeNode[]): TreeNode {
  let start = Number.POSITIVE_INFINITY
  let end: number | null = Number.NEGATIVE_INFINITY
  for (const node of orphans) {
    start = Math.min(start, node.start)
    end = end === null || node.end === null ? null : Math.max(end, node.end)
  }
  return { id: ORPHANS, step: null, start, end, children: orphans }
}

function sortDeep(roots: TreeNode[]) {
  const stack = [roots]
  for (let siblings = stack.pop(); siblings; siblings = stack.pop()) {
    siblings.sort(bySynthetic)
    for (const node of siblings) if (node.children.length > 0) stack.push(node.children)
  }
}

function bySynthetic(a: TreeNode, b: TreeNode): number {
  if (!a.step || !b.step) return a.step ? -1 : b.step ? 1 : 0
  return a.start - b.start || a.step.sequence - b.step.sequence
}
