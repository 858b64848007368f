import type { RefObject } from 'react'
import type { Axis } from './axis'
import { breaksOf, ticksOf, type View } from './ticks'

/** The axis: time since the start of the run, and the waits it leaves out. */
export function TimelineHead(props: {
  axis: Axis
  view: View
  width: number
  plot: RefObject<HTMLDivElement | null>
  range: { from: number; to: number } | null
}) {
  const breaks = breaksOf(props.axis, props.view)
  return (
    <div role="rowgroup" className="timeline-head">
      <div role="row" aria-rowindex={1} className="timeline-row">
        <div role="columnheader" className="tree-cell">
          Step
        </div>
        <div role="columnheader" className="tokens-cell">
          Tokens
        </div>
        <div role="columnheader" className="cost-cell">
          Cost
        </div>
        <div role="columnheader" className="plot-cell" aria-label="Time">
          <div className="plot" ref={props.plot}>
            {ticksOf(props.axis, props.view, props.width, 88).map((tick) => (
              <span key={tick.at} className="tick" style={{ left: `${tick.at * 100}%` }}>
                {tick.label}
              </span>
            ))}
            {breaks.map((gap) => (
              <span
                key={gap.left}
                className="axis-break"
                title={`Nothing happened for ${gap.label}`}
                style={{ left: `${gap.left * 100}%`, width: `${(gap.right - gap.left) * 100}%` }}
              >
                <span>{gap.label}</span>
              </span>
            ))}
            {props.range && (
              <span
                className="drag-range"
                style={{
                  left: `${props.range.from * 100}%`,
                  width: `${(props.range.to - props.range.from) * 100}%`,
                }}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  )
}
