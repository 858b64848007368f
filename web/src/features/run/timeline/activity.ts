import type { Activity } from './axis'
import { allNodes } from './rows'
import type { TreeNode } from './tree'

/**
 * What happens on the time axis. A step with children works only through them, so a parent that spans hours of waiting does not
 * hide the wait; its own start and end still count. A step that runs goes on until `now`.
 */
export function activitiesOf(roots: readonly TreeNode[], now: number): Activity[] {
  const activities: Activity[] = []
  for (const node of allNodes(roots)) {
    if (!node.step || !Number.isFinite(node.start)) continue
    const end = node.end ?? Math.max(node.start, now)
    const waiting = node.children.length > 0 || node.step.kind === 'approval_request'
    activities.push({ start: node.start, end, waiting })
  }
  return activities
}
