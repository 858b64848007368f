import { describe, expect, it } from 'vitest'
import { appendSteps } from './appendSteps'
import { someStep } from './timeline/some'

describe('steps that arrive live', () => {
  const list = { steps: [someStep('a', { sequence: 1 }), someStep('b', { sequence: 2 })], more: false }

  it('are appended once, whatever a resumed stream repeats', () => {
    const next = appendSteps(list, [someStep('b', { sequence: 2 }), someStep('c', { sequence: 3 })])
    expect(next.steps.map((step) => step.step_id)).toEqual(['a', 'b', 'c'])
    expect(appendSteps(next, [someStep('c', { sequence: 3 })])).toBe(next)
  })

  it('are not appended to a list that already leaves some out', () => {
    const cut = { ...list, more: true }
    expect(appendSteps(cut, [someStep('c', { sequence: 3 })])).toBe(cut)
  })
})
