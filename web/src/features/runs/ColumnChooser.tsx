import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { columns } from './columns'

export function ColumnChooser({
  hidden,
  toggle,
}: {
  hidden: readonly string[]
  toggle: (id: string) => void
}) {
  return (
    <Popover title="Columns" label={<Icon name="columns" />}>
      <div className="checks">
        {columns.map((column) => (
          <label key={column.id}>
            <input
              type="checkbox"
              checked={column.fixed || !hidden.includes(column.id)}
              disabled={column.fixed}
              onChange={() => toggle(column.id)}
            />
            {column.label}
          </label>
        ))}
      </div>
    </Popover>
  )
}
