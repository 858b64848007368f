import type { Axis } from './axis'
import { type Bar, barOf, durationText, toneOf } from './bar'
import { breaksOf, type View } from './ticks'
import type { TreeNode } from './tree'

/** A step's bar with its duration beside it. */
export function PlotCell({ node, axis, view, now }: { node: TreeNode; axis: Axis; view: View; now: number }) {
  const bar = barOf(node, axis, view, now)
  const label = durationText(node, now)
  return (
    <div role="gridcell" className="plot-cell">
      <div className="plot">
        {breaksOf(axis, view).map((gap) => (
          <span
            key={gap.left}
            className="gap"
            style={{ left: percent(gap.left), width: percent(gap.right - gap.left) }}
          />
        ))}
        {bar ? (
          <BarView node={node} bar={bar} label={label} />
        ) : (
          <span className="visually-hidden">{label}</span>
        )}
      </div>
    </div>
  )
}

function BarView({ node, bar, label }: { node: TreeNode; bar: Bar; label: string }) {
  const left = Math.max(0, bar.left)
  const right = Math.min(1, bar.right)
  const look = [
    `bar bar-${toneOf(node.step?.kind)}`,
    node.step?.status === 'error' && 'bar-error',
    node.end === null && 'bar-running',
  ]
  return (
    <>
      <span
        className={look.filter(Boolean).join(' ')}
        style={{ left: percent(left), width: percent(Math.max(0, right - left)) }}
      />
      <span
        className="bar-label num"
        style={{ left: `calc(max(${percent(right)}, ${percent(left)} + 3px) + 6px)` }}
      >
        {label}
      </span>
    </>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}
