import { memo } from 'react'
import { formatUsd } from '../../../format/money'
import { formatCount } from '../../../format/number'
import { ForeignText } from '../../../text/ForeignText'
import { Icon } from '../../../ui/Icon'
import { kinds } from '../../../ui/kind'
import { Status } from '../../../ui/Status'
import { describeUsage, totalTokens } from '../../runs/tokens'
import type { Axis } from './axis'
import { durationText } from './bar'
import { PlotCell } from './PlotCell'
import type { TimelineRow } from './rows'
import type { View } from './ticks'

type Props = {
  row: TimelineRow
  index: number
  top: number
  height: number
  axis: Axis
  view: View
  now: number
  selected: boolean
  focusable: boolean
  match: boolean
}

// Indentation stops growing here: a tree a thousand deep still has room for names.
const MAX_INDENT = 16

/** One row. Its clicks and keys are the grid's, so that a row already drawn is not drawn again while the grid scrolls. */
export const TimelineRowView = memo(function TimelineRowView(props: Props) {
  const { row } = props
  const { node } = row
  const step = node.step
  const classes = ['timeline-row', props.match && 'match', step?.status === 'error' && 'error']
    .filter(Boolean)
    .join(' ')
  return (
    <div
      role="row"
      data-index={props.index}
      data-step={node.id}
      aria-level={row.level}
      aria-expanded={row.expandable ? row.expanded : undefined}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      tabIndex={props.focusable ? 0 : -1}
      className={classes}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div
        role="gridcell"
        className="tree-cell"
        style={{ paddingLeft: 8 + Math.min(row.level - 1, MAX_INDENT) * 16 }}
      >
        <span className="fold" aria-hidden="true">
          {row.expandable && <Icon name={row.expanded ? 'down' : 'right'} size={12} />}
        </span>
        {step ? <StepName row={row} now={props.now} /> : <OrphanName count={node.children.length} />}
      </div>
      <div
        role="gridcell"
        className="tokens-cell num"
        title={step?.usage ? describeUsage(step.usage) : undefined}
      >
        {step?.usage ? formatCount(totalTokens(step.usage)) : ''}
      </div>
      <div
        role="gridcell"
        className="cost-cell num"
        title={
          step?.cost?.unknown_reason ??
          (step?.cost?.computed_usd && `$${step.cost.computed_usd}`) ??
          undefined
        }
      >
        {step?.cost &&
          (step.cost.computed_usd ? (
            formatUsd(step.cost.computed_usd)
          ) : (
            <span className="muted">unknown</span>
          ))}
      </div>
      <PlotCell node={node} axis={props.axis} view={props.view} now={props.now} />
    </div>
  )
})

function StepName({ row, now }: { row: TimelineRow; now: number }) {
  const step = row.node.step!
  const kind = kinds[step.kind] ?? kinds.custom
  const who = step.model ?? step.tool
  return (
    <>
      <span className={`kind kind-${step.kind}`} title={kind.word}>
        <Icon name={kind.icon} />
        <span className="visually-hidden">{kind.word}</span>
      </span>
      <span className="step-name clip" title={step.name}>
        <ForeignText text={step.name} />
      </span>
      {who && !step.name.includes(who) && (
        <span className="step-who clip">
          <ForeignText text={who} />
        </span>
      )}
      <span className="step-marks">
        {step.late && (
          <span className="mark-word tone-amber" title="Arrived after the run had ended">
            late
          </span>
        )}
        {step.truncated && (
          <span className="mark-word" title="A limit cut the payload">
            cut
          </span>
        )}
        <span className="row-duration num" aria-hidden="true">
          {durationText(row.node, now)}
        </span>
        <Status status={step.status} compact={step.status === 'ok'} />
      </span>
    </>
  )
}

function OrphanName({ count }: { count: number }) {
  return (
    <>
      <span className="kind">
        <Icon name="orphan" />
      </span>
      <span className="step-name muted clip" title="Their parents have not arrived, or belong to another run">
        Parents not received
      </span>
      <span className="step-marks muted">{formatCount(count)}</span>
    </>
  )
}
