import { useNavigate } from '@tanstack/react-router'
import { Icon } from '../ui/Icon'
import { useProject, useSession } from './session'
import { nextTheme, setTheme, useTheme } from './theme'

const themeIcons = { system: 'display', light: 'sun', dark: 'moon' } as const

/** Where one is (tenant and project), the way to everything else, and the theme. */
export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const session = useSession()
  const project = useProject()
  const navigate = useNavigate()
  const theme = useTheme()
  const next = nextTheme(theme)
  return (
    <header className="top">
      <div className="where">
        <span className="tenant" title={`Tenant ${session.tenant.name}`}>
          <bdi>{session.tenant.name}</bdi>
        </span>
        <span aria-hidden="true" className="muted">
          /
        </span>
        <select
          aria-label="Project"
          value={project ?? session.projects[0]?.id}
          onChange={(event) => navigate({ to: '/runs', search: { project: event.target.value } })}
        >
          {session.projects.map((p) => (
            <option key={p.id} value={p.id}>
              {p.name}
            </option>
          ))}
        </select>
      </div>
      <button
        type="button"
        className="search-button"
        aria-label="Search or jump to… Ctrl K"
        onClick={onSearch}
      >
        <Icon name="search" />
        <span>Search or jump to…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="top-end">
        <button
          type="button"
          className="icon-button"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={onHelp}
        >
          <span aria-hidden="true">?</span>
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Theme: ${theme}. Switch to ${next}`}
          title={`Theme: ${theme}. Switch to ${next}`}
          onClick={() => setTheme(next)}
        >
          <Icon name={themeIcons[theme]} />
        </button>
      </div>
    </header>
  )
}
