import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Run } from '../api/types'
import type { RunPage } from '../features/runs/live'
import { ForeignText } from '../text/ForeignText'
import { Icon } from '../ui/Icon'
import { Modal } from '../ui/Modal'
import { useOptions } from '../ui/useOptions'
import { commandsFor } from './commands'
import { useProject, useSession } from './session'
import { setTheme } from './theme'

/** Search and commands: type, arrow, Enter. */
export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const session = useSession()
  const runs = useSeenRuns(useProject())
  const commands = commandsFor(text, runs, session.projects, {
    openRun: (runId) => navigate({ to: '/runs/$runId', params: { runId } }),
    go: (to) => navigate({ to }),
    useProject: (project) => navigate({ to: '/runs', search: { project } }),
    useTheme: setTheme,
    help: onHelp,
  })
  const options = useOptions(commands.length, (index) => {
    onClose()
    commands[index]!.run()
  })
  return (
    <Modal title="Search and commands" className="palette" onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          {...options.input}
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type in it.
          autoFocus
          aria-label="Run id, name or command"
          placeholder="Run id, name or command"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            options.reset()
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <div {...options.list} role="listbox" className="options" aria-label="Results">
        {commands.map((command, index) => (
          <div key={command.id} {...options.option(index)}>
            <Icon name={command.icon} />
            <span className="clip">
              <ForeignText text={command.text} />
            </span>
            {command.hint && <span className="hint clip">{command.hint}</span>}
          </div>
        ))}
      </div>
    </Modal>
  )
}

/** The runs that lists of this session have loaded, newest first. */
function useSeenRuns(project: string | undefined): Run[] {
  const client = useQueryClient()
  const [runs] = useState(() => {
    const seen = new Map<string, Run>()
    for (const [, data] of client.getQueriesData<InfiniteData<RunPage>>({ queryKey: ['runs', project] }))
      for (const page of data?.pages ?? []) for (const run of page.runs) seen.set(run.run_id, run)
    return [...seen.values()].sort((a, b) => (a.started_at < b.started_at ? 1 : -1))
  })
  return runs
}
