import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { facetsQuery } from '../../api/queries'
import type { VerdictStatus } from '../../api/types'
import { Status } from '../../ui/Status'
import { VERDICTS } from '../../ui/status'
import { TimeFilter } from '../runs/TimeFilter'
import { FLEET_FIELDS, type FleetField, type FleetFilter } from './filter'

const words: Record<FleetField, string> = { agent: 'Agent', service: 'Service', env: 'Env' }
const facetOf = { agent: 'agents', service: 'services', env: 'envs' } as const

/** Everything that narrows the fleet; each choice lives in the address bar. */
export function FleetFilters({
  project,
  filter,
  onChange,
}: {
  project: string | undefined
  filter: FleetFilter
  onChange: (filter: FleetFilter) => void
}) {
  const facets = useQuery(facetsQuery(project))
  const toggle = (status: VerdictStatus) => {
    const chosen = filter.status ?? []
    const next = chosen.includes(status) ? chosen.filter((s) => s !== status) : [...chosen, status]
    onChange({ ...filter, status: next.length > 0 ? next : undefined })
  }
  return (
    <div className="filters">
      <TimeFilter filter={filter} onChange={onChange} />
      <div className="segments" role="group" aria-label="Verdict">
        {VERDICTS.toReversed().map((status) => (
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
      {FLEET_FIELDS.map((field) => (
        <ValueField
          key={`${field} ${filter[field] ?? ''}`}
          label={words[field]}
          value={filter[field]}
          known={facets.data?.[facetOf[field]].map(({ value }) => value) ?? []}
          onChange={(value) => onChange({ ...filter, [field]: value })}
        />
      ))}
    </div>
  )
}

/** A value is taken when it is chosen, entered or left: every letter would be a request. */
function ValueField(props: {
  label: string
  value: string | undefined
  known: readonly string[]
  onChange: (value: string | undefined) => void
}) {
  const list = useId()
  const take = (text: string) => {
    const value = text.trim() || undefined
    if (value !== props.value) props.onChange(value)
  }
  return (
    <>
      <input
        type="search"
        className="value-field"
        aria-label={props.label}
        placeholder={props.label}
        list={list}
        defaultValue={props.value ?? ''}
        onBlur={(event) => take(event.target.value)}
        onChange={(event) => {
          if (event.target.value === '' || props.known.includes(event.target.value)) take(event.target.value)
        }}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
      />
      <datalist id={list}>
        {props.known.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  )
}
