import { RANGES, type Range } from './filter'

type Window = { range?: Range; since?: string; until?: string }

const words: Record<Range, string> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
}

/** A range that ends now, or a start and an end of one's own. */
export function TimeFilter<T extends Window>({
  filter,
  onChange,
}: {
  filter: T
  onChange: (filter: T) => void
}) {
  const { range, since, until } = filter
  const rest = { ...filter, range: undefined, since: undefined, until: undefined }
  const custom = since !== undefined || until !== undefined
  const choose = (value: string) => {
    if (value === 'custom') onChange({ ...rest, since: new Date(Date.now() - 86_400_000).toISOString() })
    else onChange(value === '' ? rest : { ...rest, range: value as Range })
  }
  return (
    <>
      <select
        aria-label="Time"
        value={custom ? 'custom' : (range ?? '')}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">Any time</option>
        {(Object.keys(RANGES) as Range[]).map((key) => (
          <option key={key} value={key}>
            {words[key]}
          </option>
        ))}
        <option value="custom">From … to …</option>
      </select>
      {custom && (
        <span className="custom-time">
          <input
            type="datetime-local"
            aria-label="From"
            value={toLocal(since)}
            onChange={(event) => onChange({ ...rest, since: toIso(event.target.value), until })}
          />
          –
          <input
            type="datetime-local"
            aria-label="To"
            value={toLocal(until)}
            onChange={(event) => onChange({ ...rest, since, until: toIso(event.target.value) })}
          />
        </span>
      )}
    </>
  )
}

function toLocal(iso: string | undefined): string {
  if (!iso) return ''
  const date = new Date(iso)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function toIso(local: string): string | undefined {
  const date = new Date(local)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
