import { describe, expect, it } from 'vitest'
import { asRedaction, SecretNumbers, shortHash } from './secrets'

const secret = (h: string) => ({
  $redacted: { rule: 'key:authorization', kind: 'api_key', h: `hmac-sha256:${h}` },
})

describe('secrets', () => {
  it('are known by their marker object only', () => {
    expect(asRedaction(secret('00'))).toEqual({
      rule: 'key:authorization',
      kind: 'api_key',
      h: 'hmac-sha256:00',
    })
    for (const value of [null, 1, 'x', [], {}, { $redacted: true }, { $redacted: { kind: 1 } }])
      expect(asRedaction(value)).toBeNull()
  })

  it('have a short hash', () => expect(shortHash('hmac-sha256:0a1b2c3d4e5f')).toBe('0a1b2c3d'))

  it('are numbered in reading order, the same secret alike in objects and in text', () => {
    const numbers = new SecretNumbers()
    numbers.note({
      a: [secret('bbbbbbbb99')],
      b: 'x [redacted:jwt:cccccccc] y [redacted:api_key:bbbbbbbb]',
      c: secret('dddddddd'),
    })
    expect([
      numbers.of('bbbbbbbb'),
      numbers.of('cccccccc'),
      numbers.of('dddddddd'),
      numbers.of('eeeeeeee'),
    ]).toEqual([1, 2, 3, 4])
  })
})
