import { Icon } from '../ui/Icon'
import { Modal } from '../ui/Modal'
import { useShortcutGroups } from './shortcuts'

/** What the keyboard can do on this page. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const groups = useShortcutGroups()
  return (
    <Modal title="Keyboard shortcuts" className="help" onClose={onClose}>
      <header className="modal-head">
        <h2>Keyboard shortcuts</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="help-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>
                    {shortcut.keys.split(/ |\+(?=.)/).map((key, index) => (
                      <kbd key={index}>{keyText(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="muted">Shortcuts rest while you type in a field.</p>
    </Modal>
  )
}

function keyText(key: string): string {
  return { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }[key] ?? key
}
