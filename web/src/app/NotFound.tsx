import { Link } from '@tanstack/react-router'
import { EmptyNotice } from '../ui/Notice'

export function NotFound() {
  return (
    <EmptyNotice title="There is no such page">
      <p>
        Go to the <Link to="/runs">runs</Link>.
      </p>
    </EmptyNotice>
  )
}
