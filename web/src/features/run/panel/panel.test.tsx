import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Messages } from './Messages'
import { partsOf } from './parts'
import { tabFor } from './tabs'

describe('the messages of a step', () => {
  it('show roles, texts and tool calls with their arguments laid out', () => {
    const { container } = render(
      <Messages
        payload={{
          messages: [
            { role: 'user', content: 'Moons of Saturn?' },
            { role: 'assistant', tool_calls: [{ id: 'c1', name: 'search', arguments: '{"query":"moons"}' }] },
            { role: 'tool', tool_call_id: 'c1', content: '{"rows":[1]}' },
          ],
          tools: [{ name: 'search' }],
        }}
      />,
    )
    expect(screen.getAllByRole('article').map((a) => a.querySelector('header')!.textContent)).toEqual([
      'user',
      'assistant',
      'toolc1',
    ])
    expect(container.querySelector('.tool-call')!.textContent).toContain('query: "moons"')
    expect(container.querySelectorAll('.json')).toHaveLength(3)
    expect(screen.getByText('1 tool offered')).toBeDefined()
  })

  it('stay text whatever they hold, arguments that are no JSON too', () => {
    const { container } = render(
      <Messages
        payload={{
          messages: [
            { role: '<b>', content: '<img src=x onerror=alert(1)> [a](javascript:alert(1))' },
            { role: 'assistant', tool_calls: [{ name: 'x', arguments: '{"broken' }] },
          ],
        }}
      />,
    )
    expect(container.querySelector('img, a, b')).toBeNull()
    expect(container.textContent).toContain('{"broken')
  })

  it('show a part of a long text and say how much is left', () => {
    const { container } = render(
      <Messages payload={{ messages: [{ role: 'user', content: 'x'.repeat(1_000_000) }] }} />,
    )
    expect(container.textContent!.length).toBeLessThan(5000)
    expect(screen.getByRole('button', { name: /50,000 more of 996,000 characters/ })).toBeDefined()
  })

  it('come in parts of any shape', () => {
    const image = { type: 'image_url', image_url: { url: 'data:' } }
    expect(partsOf([{ type: 'text', text: 'a' }, 'b', image, 7, { type: 'text', content: 'c' }])).toEqual([
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
      { type: 'value', label: 'image url', value: image },
      { type: 'value', label: null, value: 7 },
      { type: 'text', text: 'c' },
    ])
    expect([partsOf(null), partsOf(''), partsOf({ a: 1 })]).toEqual([
      [],
      [],
      [{ type: 'value', label: null, value: { a: 1 } }],
    ])
  })
})

describe('the tab of the panel', () => {
  it('is the remembered one where it has something, else the first that has', () => {
    expect(tabFor('output', { output: 1 })).toBe('output')
    expect(tabFor('messages', { output: 1 })).toBe('output')
    expect(tabFor('messages', { messages: [{ role: 'user' }] })).toBe('messages')
    expect(tabFor('input', {})).toBe('evidence')
    expect(tabFor('json', {})).toBe('json')
    expect(tabFor('input', undefined)).toBe('input')
  })
})
