import { useMemo } from 'react'
import type { Run, Step } from '../../../api/types'
import { parseTime } from '../../../format/time'
import { useNow } from '../../../ui/useNow'
import { activitiesOf } from './activity'
import { buildAxis } from './axis'
import { minimapOf } from './minimap-path'
import { allNodes, visibleRows } from './rows'
import { buildTree } from './tree'

/** Everything the timeline draws, computed once for each change of what it depends on. */
export function useTimelineModel(
  run: Run,
  steps: readonly Step[],
  options: { spans: boolean; folded: ReadonlySet<string>; compress: boolean },
) {
  const running = run.status === 'running'
  const clock = useNow(running ? 1000 : 0)
  // A run that ended goes on no further than what was seen of it.
  const now = running ? clock : parseTime(run.ended_at ?? run.last_seen_at ?? run.started_at)

  const roots = useMemo(() => buildTree(steps, options.spans), [steps, options.spans])
  const rows = useMemo(() => visibleRows(roots, options.folded), [roots, options.folded])
  const axis = useMemo(
    () => buildAxis(activitiesOf(roots, now), options.compress),
    [roots, now, options.compress],
  )
  const minimap = useMemo(() => minimapOf(roots, axis, now), [roots, axis, now])
  const order = useMemo(() => new Map([...allNodes(roots)].map((node, index) => [node.id, index])), [roots])
  const errors = useMemo(
    () => [...allNodes(roots)].filter((node) => node.step?.status === 'error').map((node) => node.id),
    [roots],
  )
  const hasBreaks = axis.segments.some((segment) => segment.isBreak)
  return { roots, rows, axis, minimap, order, errors, now, hasBreaks }
}

export type TimelineModel = ReturnType<typeof useTimelineModel>
