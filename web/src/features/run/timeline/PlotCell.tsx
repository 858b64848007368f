import { formatDuration } from '../../../format/duration'
import type { Axis } from './axis'
import { barOf, labelSide, toneOf } from './bar'
import { breaksOf, type View } from './ticks'
import type { TreeNode } from './tree'

/** A step's bar with its duration beside it. */
export function PlotCell({ node, axis, view, now, plotWidth }: { node: TreeNode; axis: Axis; view: View; now: number; plotWidth: number }) {
  const bar = barOf(node, axis, view, now)
  const label = node.end === null ? `${formatDuration(Math.max(0, now - node.start))}…` : formatDuration(node.end - node.start)
  return (
    <div role="gridcell" className="plot-cell">
      <div className="plot">
        {breaksOf(axis, view).map((gap) => (
          <span key={gap.left} className="gap" style={{ left: percent(gap.left), width: percent(gap.right - gap.left) }} />
        ))}
        {bar ? <BarView node={node} bar={bar} label={label} plotWidth={plotWidth} /> : <span className="visually-hidden">{label}</span>}
      </div>
    </div>
  )
}

function BarView({ node, bar, label, plotWidth }: { node: TreeNode; bar: { left: number; right: number }; label: string; plotWidth: number }) {
  const left = Math.max(0, bar.left)
  const right = Math.min(1, bar.right)
  const side = labelSide(bar, (label.length * 7 + 16) / Math.max(1, plotWidth))
  const tone = node.step?.status === 'error' ? 'error' : toneOf(node.step?.kind)
  const place =
    side === 'after'
      ? { left: `calc(max(${percent(right)}, ${percent(left)} + 3px) + 6px)` }
      : side === 'before'
        ? { right: `calc(${percent(1 - left)} + 6px)` }
        : { right: `calc(${percent(1 - right)} + 6px)` }
  return (
    <>
      <span
        className={`bar bar-${tone}${node.end === null ? ' bar-running' : ''}`}
        style={{ left: percent(left), width: percent(Math.max(0, right - left)) }}
      />
      <span className={`bar-label num bar-label-${side}`} style={place}>
        {label}
      </span>
    </>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}
