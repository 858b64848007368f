import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { JsonView } from './JsonView'
import { entriesOf, parseContainer, summaryOf } from './shape'

describe('the shape of JSON', () => {
  it('reads short while folded', () => {
    expect(summaryOf([1, 2])).toEqual({ size: 2, summary: '[2]' })
    expect(summaryOf({ a: 1, b: 2, c: 3, d: 4, e: 5 })).toEqual({ size: 5, summary: '{a, b, c, d, … 5}' })
    expect(summaryOf({})).toEqual({ size: 0, summary: '{}' })
  })

  it('gives the first entries and counts the rest', () => {
    expect(entriesOf({ a: 1, b: 2, c: 3 }, 2)).toEqual({
      entries: [
        ['a', 1],
        ['b', 2],
      ],
      left: 1,
    })
    expect(entriesOf([7, 8, 9], 1)).toEqual({ entries: [['0', 7]], left: 2 })
  })

  it('parses texts that are objects or arrays, and nothing else', () => {
    expect(parseContainer(' {"a":1}')).toEqual({ a: 1 })
    for (const text of ['5', '"x"', '{broken', '', 'text']) expect(parseContainer(text)).toBeUndefined()
  })
})

describe('the JSON viewer', () => {
  it('survives 10,000 keys and a megabyte of text', () => {
    const value: Record<string, unknown> = { long: 'x'.repeat(1_000_000) }
    for (let i = 0; i < 10_000; i++) value[`key${i}`] = i
    const { container } = render(<JsonView value={value} />)
    expect(container.textContent).toBe('{long, key0, key1, key2, … 10001}')
    fireEvent.click(screen.getByRole('button', { expanded: false }))
    expect(container.querySelectorAll('.json-line')).toHaveLength(100)
    expect(container.textContent!.length).toBeLessThan(5000)
    fireEvent.click(screen.getByRole('button', { name: /9,901 more entries/ }))
    expect(container.querySelectorAll('.json-line')).toHaveLength(1100)
  })

  it('shows redacted values as chips with one number a secret', () => {
    const secret = (h: string) => ({
      $redacted: { rule: 'key:token', kind: 'api_key', h: `hmac-sha256:${h}` },
    })
    render(
      <JsonView
        value={{ a: secret('aaaaaaaa11'), b: secret('bbbbbbbb22'), c: 'same [redacted:api_key:aaaaaaaa]' }}
      />,
    )
    expect(screen.getAllByText(/redacted: api key/).map((chip) => chip.textContent)).toEqual([
      'redacted: api key · #1',
      'redacted: api key · #2',
      'redacted: api key · #1',
    ])
  })

  it('never makes markup or links of foreign text', () => {
    const { container } = render(
      <JsonView value={{ x: '<img src=x onerror=alert(1)> https://example.org' }} />,
    )
    expect(container.querySelector('img, a')).toBeNull()
    expect(container.textContent).toContain('<img src=x onerror=alert(1)>')
  })
})
