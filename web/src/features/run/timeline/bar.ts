import type { StepKind } from '../../../api/types'
import { formatDuration } from '../../../format/duration'
import type { Axis } from './axis'
import { toPosition } from './axis'
import type { View } from './ticks'
import type { TreeNode } from './tree'

/** A bar in the view, as shares of its width: `left` may be below 0 and `right` above 1 where it goes on. */
export type Bar = { left: number; right: number }

/** Where a step's bar lies in the view; null where none of it is in view. */
export function barOf(node: TreeNode, axis: Axis, view: View, now: number): Bar | null {
  if (!Number.isFinite(node.start)) return null
  const size = view.to - view.from
  const left = (toPosition(axis, node.start) - view.from) / size
  const right = (toPosition(axis, node.end ?? Math.max(node.start, now)) - view.from) / size
  return right < 0 || left > 1 ? null : { left, right }
}

/** How long a step took; with an ellipsis how long it has been running. */
export function durationText(node: TreeNode, now: number): string {
  if (!Number.isFinite(node.start)) return ''
  return node.end === null
    ? `${formatDuration(Math.max(0, now - node.start))}…`
    : formatDuration(node.end - node.start)
}

/** The colour group of a kind: models, tools and what fetches, waits, and everything that only holds other steps. */
export function toneOf(kind: StepKind | undefined): 'model' | 'tool' | 'wait' | 'group' {
  switch (kind) {
    case 'model':
    case 'embedding':
      return 'model'
    case 'tool':
    case 'retrieval':
      return 'tool'
    case 'approval_request':
      return 'wait'
    default:
      return 'group'
  }
}
