import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { facetsQuery } from '../../api/queries'
import { useShortcuts } from '../../app/shortcuts'
import { formatCount } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Icon } from '../../ui/Icon'
import { useOptions } from '../../ui/useOptions'
import { facetOptions, withFacet } from './facets'
import type { RunFilter } from './filter'

/** One field for every value to filter by: type, arrow, Enter. */
export function FacetField(props: {
  project: string | undefined
  filter: RunFilter
  onChange: (filter: RunFilter) => void
}) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const facets = useQuery(facetsQuery(props.project))
  const found = open ? facetOptions(facets.data, text, props.filter) : []
  const options = useOptions(found.length, (index) => {
    props.onChange(withFacet(props.filter, found[index]!))
    setText('')
    options.reset()
    setOpen(false)
  })
  useShortcuts('Runs', [{ keys: '/', label: 'Filter', run: () => input.current?.focus() }])

  return (
    <div className="facet-field">
      <Icon name="search" />
      <input
        {...options.input}
        ref={input}
        aria-label="Filter by tool, model, agent, service, env or tag"
        placeholder="Filter by tool, model, agent, tag…"
        value={text}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
          options.reset()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setOpen(false)
            if (!open || text === '') input.current?.blur()
            setText('')
          } else options.input.onKeyDown(event)
        }}
      />
      <kbd>/</kbd>
      {open && (
        <div
          {...options.list}
          role="listbox"
          className="options facet-options"
          aria-label="Values to filter by"
        >
          {found.map((option, index) => (
            <div key={`${option.field}:${option.value}`} {...options.option(index)}>
              <span className="facet-word">{option.word}</span>
              <span className="clip">
                <ForeignText text={option.value} />
              </span>
              <span className="num muted">{formatCount(option.runs)}</span>
            </div>
          ))}
          {found.length === 0 && (
            <p className="muted">{facets.isPending ? 'Loading…' : 'Nothing to filter by that'}</p>
          )}
        </div>
      )}
    </div>
  )
}
