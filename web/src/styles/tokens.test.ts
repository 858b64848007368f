import { describe, expect, it } from 'vitest'
import { contrast, readTokens } from './contrast'
import source from './tokens.css?raw'

const tokens = readTokens(source)
const themes = ['light', 'dark'] as const
const backgrounds = ['bg', 'surface', 'raised', 'hover', 'selected', 'match']
const texts = ['text', 'muted', 'accent', 'blue', 'green', 'red', 'amber', 'violet', 'grey']
const graphics = ['bar-model', 'bar-tool', 'bar-group', 'bar-wait', 'bar-error', 'border-control']

function ratio(theme: (typeof themes)[number], front: string, back: string) {
  return contrast(tokens.get(front)![theme], tokens.get(back)![theme])
}

describe.each(themes)('the %s theme', (theme) => {
  it.each(texts.flatMap((text) => backgrounds.map((back) => [text, back] as const)))(
    'shows %s on %s at 4.5:1 or better',
    (text, back) => expect(ratio(theme, text, back)).toBeGreaterThanOrEqual(4.5),
  )

  it('shows text on the accent at 4.5:1 or better', () =>
    expect(ratio(theme, 'on-accent', 'accent')).toBeGreaterThanOrEqual(4.5))

  it.each(graphics.flatMap((front) => ['bg', 'surface'].map((back) => [front, back] as const)))(
    'shows %s on %s at 3:1 or better',
    (front, back) => expect(ratio(theme, front, back)).toBeGreaterThanOrEqual(3),
  )
})

describe('the contrast formula', () => {
  it('gives black on white 21 and a colour on itself 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#336699', '#336699')).toBe(1)
  })

  it('agrees with the WCAG example of #777777 on white', () =>
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3))
})
