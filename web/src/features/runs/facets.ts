import type { Facets } from '../../api/types'
import type { RunFilter, ValueField } from './filter'

/** A value to filter by. */
export type FacetOption = { field: ValueField | 'tag'; word: string; value: string; runs: number }

const groups: { field: ValueField | 'tag'; word: string; facet: keyof Facets }[] = [
  { field: 'tool', word: 'tool', facet: 'tools' },
  { field: 'model', word: 'model', facet: 'models' },
  { field: 'agent', word: 'agent', facet: 'agents' },
  { field: 'service', word: 'service', facet: 'services' },
  { field: 'env', word: 'env', facet: 'envs' },
  { field: 'tag', word: 'tag', facet: 'tags' },
]

/**
 * The values that fit a text, by field. `tool:sea` looks only among tools. Without a text the most frequent few of every field;
 * what the filter holds already is left out.
 */
export function facetOptions(facets: Facets | undefined, text: string, filter: RunFilter): FacetOption[] {
  if (!facets) return []
  const colon = text.indexOf(':')
  const named =
    colon > 0 ? groups.find((g) => g.word === text.slice(0, colon).trim().toLowerCase()) : undefined
  const wanted = (named ? text.slice(colon + 1) : text).trim().toLowerCase()
  const perGroup = named ? 50 : wanted === '' ? 4 : 8
  return groups
    .filter((group) => !named || group === named)
    .flatMap(({ field, word, facet }) =>
      facets[facet]
        .filter(
          ({ value }) =>
            value.toLowerCase().includes(wanted) || (!named && wanted !== '' && word.startsWith(wanted)),
        )
        .filter(({ value }) => (field === 'tag' ? !filter.tag?.includes(value) : filter[field] !== value))
        .slice(0, perGroup)
        .map(({ value, runs }) => ({ field, word, value, runs })),
    )
}

/** The filter with a value added: tags add up, any other field takes the new value. */
export function withFacet(
  filter: RunFilter,
  { field, value }: { field: ValueField | 'tag'; value: string },
): RunFilter {
  return field === 'tag' ? { ...filter, tag: [...(filter.tag ?? []), value] } : { ...filter, [field]: value }
}
