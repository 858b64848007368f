import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { canonicalize } from './canonical-json'

interface Document {
  name: string
  input: string
  canonical: string
}

interface NumberSample {
  bits: string
  text: string | null
}

interface Refused {
  name: string
  input?: string
  survives_parsing: boolean
}

function vectors<T>(file: string): T {
  const url = new URL(`../../../tests/vectors/jcs/${file}`, import.meta.url)
  return JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as T
}

describe('canonical JSON agrees with the server on', () => {
  it.each(vectors<Document[]>('documents.json'))('$name', ({ input, canonical }) => {
    expect(canonicalize(JSON.parse(input))).toBe(canonical)
    expect(canonicalize(JSON.parse(canonical))).toBe(canonical)
  })

  it.each(vectors<NumberSample[]>('numbers.json'))('the double $bits', ({ bits, text }) => {
    const value = new DataView(new BigUint64Array([BigInt(`0x${bits}`)]).buffer).getFloat64(0, true)
    if (text === null) expect(() => canonicalize(value)).toThrow(TypeError)
    else expect(canonicalize(value)).toBe(text)
  })

  it.each(vectors<Refused[]>('refused.json').filter((r) => r.survives_parsing))(
    'refusing $name',
    ({ input }) => {
      expect(() => canonicalize(JSON.parse(input ?? ''))).toThrow(TypeError)
    },
  )
})

describe("canonical JSON refuses what JSON can't hold", () => {
  it.each([undefined, Number.NaN, 1n, Symbol('s'), () => 0, new Date(0), new Map(), [undefined]])(
    '%s',
    (value) => {
      expect(() => canonicalize(value)).toThrow(TypeError)
    },
  )

  it('and says where', () => {
    expect(() => canonicalize({ a: [1, { b: Number.POSITIVE_INFINITY }] })).toThrow(
      '$.a[1].b: found Infinity, expected a finite number',
    )
  })

  it('but takes a key that names a prototype', () => {
    expect(canonicalize(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}')
  })
})
