import { formatCount } from '../../../format/number'
import { Icon } from '../../../ui/Icon'
import { Minimap } from './Minimap'
import type { TimelineModel } from './useTimelineModel'
import type { TimelineView } from './useTimelineView'

type Props = {
  model: TimelineModel
  view: TimelineView
  compress: boolean
  onCompress: (compress: boolean) => void
  spans: boolean
  spanCount: number
  hasSpans: boolean
  onSpans: (spans: boolean) => void
  onError: (direction: 1 | -1) => void
  onFold: (all: boolean) => void
  onFind: () => void
}

export function TimelineToolbar(props: Props) {
  const { model, view } = props
  return (
    <div className="timeline-toolbar">
      <div className="toolbar">
        <button
          type="button"
          className="icon-button"
          aria-label="Find (Ctrl F)"
          title="Find (Ctrl F)"
          onClick={props.onFind}
        >
          <Icon name="search" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Fold all ([)"
          title="Fold all ([)"
          onClick={() => props.onFold(true)}
        >
          <Icon name="fold" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Unfold all (])"
          title="Unfold all (])"
          onClick={() => props.onFold(false)}
        >
          <Icon name="unfold" />
        </button>
        {model.errors.length > 0 && (
          <span className="errors">
            <button
              type="button"
              className="quiet tone-red"
              title="Next error (n)"
              onClick={() => props.onError(1)}
            >
              {formatCount(model.errors.length)} {model.errors.length === 1 ? 'error' : 'errors'}
              <Icon name="down" size={12} />
            </button>
          </span>
        )}
        {(props.hasSpans || props.spans) && (
          <label className="check" title="Show infrastructure spans">
            <input
              type="checkbox"
              checked={props.spans}
              onChange={(event) => props.onSpans(event.target.checked)}
            />
            Infra spans <span className="muted">{formatCount(props.spanCount)}</span>
          </label>
        )}
        {(model.hasBreaks || !props.compress) && (
          <label className="check">
            <input
              type="checkbox"
              checked={props.compress}
              onChange={(event) => props.onCompress(event.target.checked)}
            />
            Shorten waits
          </label>
        )}
        {!view.isWhole && (
          <button type="button" className="quiet" onClick={view.reset} title="Show the whole time (0)">
            Whole time
          </button>
        )}
      </div>
      <Minimap map={model.minimap} view={view} />
    </div>
  )
}
