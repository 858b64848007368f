import { type Axis, toPosition } from './axis'
import { allNodes } from './rows'
import type { TreeNode } from './tree'

/** SVG path data of the whole run at a glance, in a box 1000 wide and `lanes` high. */
export type Minimap = { work: string; errors: string; lanes: number }

const MIN_LANES = 3
const MAX_LANES = 8

/**
 * Draws every step as a line in the lane of its depth (the deepest share the last lane) and marks errors where they end. Steps
 * that would touch are one line, so the picture of 10,000 steps stays as small as that of a hundred.
 */
export function minimapOf(roots: readonly TreeNode[], axis: Axis, now: number): Minimap {
  const lanes: [number, number][][] = []
  const errors: [number, number][] = []
  const depths = new Map<TreeNode, number>()
  for (const node of allNodes(roots)) {
    const depth = depths.get(node) ?? 0
    for (const child of node.children) depths.set(child, depth + 1)
    if (!node.step || !Number.isFinite(node.start)) continue
    const left = toPosition(axis, node.start) * 1000
    const right = toPosition(axis, node.end ?? Math.max(node.start, now)) * 1000
    const lane = Math.min(depth, MAX_LANES - 1)
    lanes[lane] ??= []
    lanes[lane].push([left, Math.max(right, left + 1.5)])
    if (node.step.status === 'error') errors.push([Math.max(0, right - 2), right + 2])
  }
  const height = Math.max(MIN_LANES, lanes.length)
  return {
    work: lanes.map((lane, depth) => pathOf(lane, depth + 0.5)).join(''),
    errors: pathOf(errors, height / 2),
    lanes: height,
  }
}

function pathOf(lines: [number, number][], y: number): string {
  lines.sort((a, b) => a[0] - b[0])
  let path = ''
  let open: [number, number] | undefined
  for (const line of lines) {
    if (open && line[0] <= open[1] + 0.5) open[1] = Math.max(open[1], line[1])
    else {
      if (open) path += segment(open, y)
      open = [...line]
    }
  }
  return open ? path + segment(open, y) : path
}

function segment([left, right]: [number, number], y: number): string {
  return `M${left.toFixed(1)} ${y}H${Math.min(1000, right).toFixed(1)}`
}
