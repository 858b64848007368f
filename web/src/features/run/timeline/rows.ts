import type { TreeNode } from './tree'

/** A node as a row of the treegrid. Levels and positions count from 1, as ARIA has them. */
export type TimelineRow = {
  node: TreeNode
  level: number
  expandable: boolean
  expanded: boolean
  position: number
  siblings: number
  /** Index of the parent's row, or -1. */
  parent: number
}

/** The rows to show, depth first, without what is folded away. */
export function visibleRows(roots: readonly TreeNode[], folded: ReadonlySet<string>): TimelineRow[] {
  const rows: TimelineRow[] = []
  const stack = pushSiblings([], roots, 1, -1)
  for (let row = stack.pop(); row; row = stack.pop()) {
    row.expanded = row.expandable && !folded.has(row.node.id)
    const index = rows.push(row) - 1
    if (row.expanded) pushSiblings(stack, row.node.children, row.level + 1, index)
  }
  return rows
}

// Pushed last to first, so that the first is popped first. A stack, as a deep tree would exhaust recursion.
function pushSiblings(
  stack: TimelineRow[],
  nodes: readonly TreeNode[],
  level: number,
  parent: number,
): TimelineRow[] {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!
    stack.push({
      node,
      level,
      expandable: node.children.length > 0,
      expanded: false,
      position: i + 1,
      siblings: nodes.length,
      parent,
    })
  }
  return stack
}

/** Every node, depth first. */
export function* allNodes(roots: readonly TreeNode[]): Generator<TreeNode> {
  const stack = [...roots].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
}

/** The ids of all nodes that can be folded. */
export function foldableIds(roots: readonly TreeNode[]): Set<string> {
  const ids = new Set<string>()
  for (const node of allNodes(roots)) if (node.children.length > 0) ids.add(node.id)
  return ids
}

/** The ids that must be unfolded for a node to be visible, outermost first; null where there is no such node. */
export function pathTo(roots: readonly TreeNode[], id: string): string[] | null {
  const parents = new Map<TreeNode, TreeNode>()
  for (const node of allNodes(roots)) {
    if (node.id === id) {
      const path: string[] = []
      for (let at = parents.get(node); at; at = parents.get(at)) path.push(at.id)
      return path.reverse()
    }
    for (const child of node.children) parents.set(child, node)
  }
  return null
}
