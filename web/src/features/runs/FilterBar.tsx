import type { RunStatus } from '../../api/types'
import { ForeignText } from '../../text/ForeignText'
import { Icon } from '../../ui/Icon'
import { Status } from '../../ui/Status'
import { FacetField } from './FacetField'
import { RUN_STATUSES, type RunFilter, VALUE_FIELDS, type ValueField } from './filter'
import { TimeFilter } from './TimeFilter'

const words: Partial<Record<ValueField, string>> = { session_id: 'session' }

/** Everything that narrows the list; each choice lives in the address bar. */
export function FilterBar(props: {
  project: string | undefined
  filter: RunFilter
  onChange: (filter: RunFilter) => void
  children: React.ReactNode
}) {
  const { filter, onChange } = props
  const toggle = (status: RunStatus) => {
    const chosen = filter.status ?? []
    const next = chosen.includes(status) ? chosen.filter((s) => s !== status) : [...chosen, status]
    onChange({ ...filter, status: next.length > 0 ? next : undefined })
  }
  const values = VALUE_FIELDS.filter((field) => filter[field] !== undefined)
  return (
    <div className="filters">
      <FacetField project={props.project} filter={filter} onChange={onChange} />
      <TimeFilter filter={filter} onChange={onChange} />
      <div className="segments" role="group" aria-label="Status">
        {RUN_STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={filter.status?.includes(status) ?? false}
            onClick={() => toggle(status)}
          >
            <Status status={status} />
          </button>
        ))}
      </div>
      <div className="filters-end">{props.children}</div>
      {(values.length > 0 || filter.tag) && (
        <div className="filter-chips">
          {values.map((field) => (
            <FilterChip
              key={field}
              word={words[field] ?? field}
              value={filter[field]!}
              onRemove={() => onChange({ ...filter, [field]: undefined })}
            />
          ))}
          {filter.tag?.map((tag) => (
            <FilterChip
              key={tag}
              word="tag"
              value={tag}
              onRemove={() => {
                const left = filter.tag!.filter((t) => t !== tag)
                onChange({ ...filter, tag: left.length > 0 ? left : undefined })
              }}
            />
          ))}
          <button type="button" className="quiet" onClick={() => onChange({})}>
            Clear all
          </button>
        </div>
      )}
    </div>
  )
}

function FilterChip({ word, value, onRemove }: { word: string; value: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      className="filter-chip"
      onClick={onRemove}
      aria-label={`Remove filter ${word} ${value}`}
    >
      <span className="facet-word">{word}</span>
      <span className="clip">
        <ForeignText text={value} />
      </span>
      <Icon name="close" size={12} />
    </button>
  )
}
