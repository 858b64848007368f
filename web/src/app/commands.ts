import type { Run } from '../api/types'
import type { IconName } from '../ui/icons'
import type { Theme } from './theme'

/** Something the palette can do. */
export type Command = { id: string; icon: IconName; text: string; hint?: string; run: () => void }

/** What the commands do, given by the palette. */
export type Actions = {
  openRun: (runId: string) => void
  go: (to: '/runs' | '/lint' | '/settings') => void
  useProject: (id: string) => void
  useTheme: (theme: Theme) => void
  help: () => void
}

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

/** The commands that fit a text, best first: an exact run id, then runs seen in this session by name or id, then the rest. */
export function commandsFor(
  text: string,
  runs: readonly Run[],
  projects: readonly { id: string; name: string }[],
  actions: Actions,
): Command[] {
  const wanted = text.trim().toLowerCase()
  const fits = (...texts: (string | null)[]) => texts.some((t) => t?.toLowerCase().includes(wanted))
  const found = runs.filter((run) => fits(run.run_id, run.name, run.agent)).slice(0, wanted === '' ? 5 : 12)
  const fixed: Command[] = [
    { id: 'go-runs', icon: 'runs', text: 'Go to runs', hint: 'g r', run: () => actions.go('/runs') },
    { id: 'go-lint', icon: 'lint', text: 'Go to lint', hint: 'g l', run: () => actions.go('/lint') },
    {
      id: 'go-settings',
      icon: 'settings',
      text: 'Go to settings',
      hint: 'g t',
      run: () => actions.go('/settings'),
    },
    ...projects.map(
      (p): Command => ({
        id: `project-${p.id}`,
        icon: 'columns',
        text: `Switch to project ${p.name}`,
        run: () => actions.useProject(p.id),
      }),
    ),
    { id: 'theme-light', icon: 'sun', text: 'Use the light theme', run: () => actions.useTheme('light') },
    { id: 'theme-dark', icon: 'moon', text: 'Use the dark theme', run: () => actions.useTheme('dark') },
    {
      id: 'theme-system',
      icon: 'display',
      text: "Use the system's theme",
      run: () => actions.useTheme('system'),
    },
    { id: 'help', icon: 'menu', text: 'Show keyboard shortcuts', hint: '?', run: actions.help },
  ]
  const commands: Command[] = found.map((run) => ({
    id: `run-${run.run_id}`,
    icon: 'chain',
    text: run.name ?? run.run_id,
    hint: run.name ? run.run_id : (run.agent ?? undefined),
    run: () => actions.openRun(run.run_id),
  }))
  const id = text.trim()
  // A word like "theme" is a possible run id too, so opening by id comes last unless it looks like one.
  if (RUN_ID.test(id) && !found.some((run) => run.run_id === id)) {
    const open: Command = {
      id: 'open',
      icon: 'right',
      text: `Open run ${id}`,
      run: () => actions.openRun(id),
    }
    const matching = fixed.filter((c) => fits(c.text))
    return matching.length > 0 && !/[\d:_.-]/.test(id)
      ? [...commands, ...matching, open]
      : [...commands, open, ...matching]
  }
  return [...commands, ...fixed.filter((c) => fits(c.text))]
}
