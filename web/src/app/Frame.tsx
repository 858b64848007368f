import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { Icon } from '../ui/Icon'
import { Skeleton } from '../ui/Skeleton'
import { useStored } from '../ui/useStored'
import { Palette } from './Palette'
import { ShortcutHelp } from './ShortcutHelp'
import { useShortcuts } from './shortcuts'
import { TopBar } from './TopBar'

const sections = [
  { to: '/runs', label: 'Runs', icon: 'runs' },
  { to: '/lint', label: 'Lint', icon: 'lint' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
] as const

/** What every page stands in: the rail, the top bar, the palette and the keyboard help. */
export function Frame() {
  const navigate = useNavigate()
  const [narrow, setNarrow] = useStored('rail', window.innerWidth < 1400, (v) =>
    typeof v === 'boolean' ? v : undefined,
  )
  const [over, setOver] = useState<'palette' | 'help' | null>(null)
  const close = () => setOver(null)

  useShortcuts('Everywhere', [
    {
      keys: 'Ctrl+k',
      label: 'Search and commands',
      inInputs: true,
      run: () => setOver(over === 'palette' ? null : 'palette'),
    },
    { keys: '?', label: 'This list', run: () => setOver('help') },
    { keys: 'g r', label: 'Go to runs', run: () => navigate({ to: '/runs' }) },
    { keys: 'g l', label: 'Go to lint', run: () => navigate({ to: '/lint' }) },
    { keys: 'g t', label: 'Go to settings', run: () => navigate({ to: '/settings' }) },
  ])

  return (
    <div className={narrow ? 'frame frame-narrow' : 'frame'}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <nav className="rail" aria-label="Sections">
        <Link to="/runs" className="brand" aria-label="Fabrik, runs">
          <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M4 4h24v6H4zM4 13h10v6H4zM18 13h10v6H18zM4 22h16v6H4z" fill="currentColor" />
          </svg>
          <span>Fabrik</span>
        </Link>
        {sections.map((section) => (
          <Link key={section.to} to={section.to} className="rail-link" title={section.label}>
            <Icon name={section.icon} />
            <span>{section.label}</span>
          </Link>
        ))}
        <button
          type="button"
          className="rail-link rail-toggle"
          aria-label={narrow ? 'Widen the rail' : 'Narrow the rail'}
          title={narrow ? 'Widen the rail' : 'Narrow the rail'}
          onClick={() => setNarrow(!narrow)}
        >
          <Icon name="menu" />
          <span>Collapse</span>
        </button>
      </nav>
      <TopBar onSearch={() => setOver('palette')} onHelp={() => setOver('help')} />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Skeleton rows={12} label="Loading the page" />}>
          <Outlet />
        </Suspense>
      </main>
      {over === 'palette' && <Palette onClose={close} onHelp={() => setOver('help')} />}
      {over === 'help' && <ShortcutHelp onClose={close} />}
    </div>
  )
}
