/** The most arrays and objects inside each other, as on the server. */
export const MAX_DEPTH = 64

// In Unicode mode a surrogate that is half of a pair does not match: only a lone one does.
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * One spelling for one JSON value: the JSON Canonicalization Scheme, RFC 8785. The server writes the same text for the same value.
 *
 * Throws a TypeError that names the place for what JSON can't hold or the scheme refuses: NaN and infinities, lone surrogates,
 * undefined, functions, bigints, symbols, objects that are neither plain nor arrays, and nesting deeper than {@link MAX_DEPTH}.
 * A key that stood twice in a text is gone once the text is parsed, so only the server can refuse it.
 */
export function canonicalize(value: unknown): string {
  return write(value, '$', 0)
}

function write(value: unknown, path: string, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refusal(path, `${value}`, 'a finite number')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return writeString(value, path)
  if (typeof value !== 'object') throw refusal(path, typeof value, 'a JSON value')
  if (depth === MAX_DEPTH) throw refusal(path, 'deeper nesting', `at most ${MAX_DEPTH} levels`)
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`, depth + 1)).join(',')}]`
  }
  if (!isPlain(value)) throw refusal(path, 'an object with a class of its own', 'a plain object or an array')

  // Without a comparer, sort orders by UTF-16 code unit: exactly what the scheme wants.
  const members = Object.keys(value)
    .sort()
    .map((key) => `${writeString(key, path)}:${write(value[key], `${path}.${key}`, depth + 1)}`)
  return `{${members.join(',')}}`
}

function writeString(text: string, path: string): string {
  if (LONE_SURROGATE.test(text)) throw refusal(path, 'a lone surrogate', 'whole Unicode characters')
  return JSON.stringify(text)
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function refusal(path: string, found: string, expected: string): TypeError {
  return new TypeError(`${path}: found ${found}, expected ${expected}`)
}
