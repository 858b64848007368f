import { useRef } from 'react'
import type { Minimap as MinimapPaths } from './minimap-path'
import { pan, WHOLE } from './ticks'
import { useDragSelect } from './useDragSelect'
import type { TimelineView } from './useTimelineView'

/** The whole run at a glance, with the stretch in view marked. Drag to choose another, click to move there. */
export function Minimap({ map, view }: { map: MinimapPaths; view: TimelineView }) {
  const box = useRef<HTMLDivElement>(null)
  const size = view.view.to - view.view.from
  const drag = useDragSelect(box, {
    onSelect: (a, b) => view.set({ from: Math.min(a, b), to: Math.max(a, b) }),
    onClick: (at) => !view.isWhole && view.set(pan({ from: at - size / 2, to: at + size / 2 }, 0)),
  })
  return (
    // A picture of the grid below: h, l, + and - do the same by key.
    <div
      className="minimap"
      ref={box}
      aria-hidden="true"
      onPointerDown={drag.onPointerDown}
      onDoubleClick={() => view.set(WHOLE)}
    >
      <svg aria-hidden="true" viewBox={`0 0 1000 ${map.lanes}`} preserveAspectRatio="none">
        <path className="minimap-work" d={map.work} />
        <path className="minimap-errors" d={map.errors} />
      </svg>
      {!view.isWhole && (
        <>
          <div className="minimap-out" style={{ left: 0, width: `${view.view.from * 100}%` }} />
          <div className="minimap-out" style={{ left: `${view.view.to * 100}%`, right: 0 }} />
        </>
      )}
      {drag.range && (
        <div
          className="drag-range"
          style={{ left: `${drag.range.from * 100}%`, width: `${(drag.range.to - drag.range.from) * 100}%` }}
        />
      )}
    </div>
  )
}
