import { useMemo } from 'react'
import { useStored } from '../../ui/useStored'
import { columns } from './columns'

/** Which columns the list shows; the choice is remembered as what is hidden, so that new columns appear. */
export function useColumns() {
  const [hidden, setHidden] = useStored<string[]>('runs.hidden-columns', [], (value) =>
    Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : undefined,
  )
  const shown = useMemo(
    () => columns.filter((column) => column.fixed || !hidden.includes(column.id)),
    [hidden],
  )
  const toggle = (id: string) =>
    setHidden(hidden.includes(id) ? hidden.filter((h) => h !== id) : [...hidden, id])
  return { shown, hidden, toggle }
}
