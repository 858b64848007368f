import { render } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { someRun } from '../features/runs/some'
import { commandsFor } from './commands'
import { parseSearch, stringifySearch } from './search'
import { pressKey, useShortcuts } from './shortcuts'

function Keys({ run }: { run: (keys: string) => void }) {
  useShortcuts(
    'Test',
    ['j', 'g r', '?', 'Ctrl+k'].map((keys) => ({
      keys,
      label: keys,
      inInputs: keys === 'Ctrl+k',
      run: () => run(keys),
    })),
  )
  return <input />
}

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  Object.defineProperty(event, 'target', { value: target })
  pressKey(event)
}

describe('shortcuts', () => {
  it('run by key, by sequence and with Ctrl', () => {
    const run = vi.fn()
    render(<Keys run={run} />)
    press('j')
    press('g')
    press('r')
    press('k', document.body, { ctrlKey: true })
    press('?')
    expect(run.mock.calls.flat()).toEqual(['j', 'g r', 'Ctrl+k', '?'])
  })

  it('rest in fields, unless they say otherwise, and end with their component', () => {
    const run = vi.fn()
    const { container, unmount } = render(<Keys run={run} />)
    const input = container.querySelector('input')!
    press('j', input)
    press('k', input, { metaKey: true })
    unmount()
    press('j')
    expect(run.mock.calls.flat()).toEqual(['Ctrl+k'])
  })
})

describe('search parameters', () => {
  it('go to the address and back, lists as repeated names', () => {
    const text = stringifySearch({
      status: ['ok', 'failed'],
      tag: ['a=b&c'],
      spans: true,
      none: undefined,
      off: false,
    })
    expect(text).toBe('?status=ok&status=failed&tag=a%3Db%26c&spans=true')
    expect(parseSearch(text)).toEqual({ status: ['ok', 'failed'], tag: 'a=b&c', spans: 'true' })
    expect(stringifySearch({})).toBe('')
  })
})

describe('the palette', () => {
  const actions = { openRun: vi.fn(), go: vi.fn(), useProject: vi.fn(), useTheme: vi.fn(), help: vi.fn() }
  const runs = [someRun('agent-20261120T120000Z-0a1b2c3d', { name: 'Moons of Saturn' }), someRun('other-1')]
  const found = (text: string) =>
    commandsFor(text, runs, [{ id: 'p', name: 'Prod' }], actions).map((c) => c.id)

  it('finds runs by name and id, commands by their words', () => {
    expect(found('saturn')).toEqual(['run-agent-20261120T120000Z-0a1b2c3d', 'open'])
    expect(found('0a1b')).toEqual(['run-agent-20261120T120000Z-0a1b2c3d', 'open'])
    expect(found('dark')).toEqual(['theme-dark', 'open'])
    expect(found('switch to project')).toEqual(['project-p'])
  })

  it('opens any run by its id', () => {
    const [open] = commandsFor('load-7', runs, [], actions)
    open!.run()
    expect(actions.openRun).toHaveBeenCalledWith('load-7')
  })
})
