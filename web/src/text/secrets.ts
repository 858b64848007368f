/** A redacted value as it stands in a payload. */
export type Redaction = { rule: string; kind: string; h: string }

/** The redaction of `{"$redacted": {rule, kind, h}}`, or null for any other value. */
export function asRedaction(value: unknown): Redaction | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const inner = (value as Record<string, unknown>).$redacted
  if (typeof inner !== 'object' || inner === null) return null
  const { rule, kind, h } = inner as Record<string, unknown>
  return typeof kind === 'string' && typeof h === 'string'
    ? { rule: typeof rule === 'string' ? rule : '', kind, h }
    : null
}

/** The first eight hex digits of a redaction's hash: what the marker inside a longer text carries. */
export function shortHash(h: string): string {
  return h.slice(h.lastIndexOf(':') + 1).slice(0, 8)
}

/** `api_key` → `api key`. */
export function kindText(kind: string): string {
  return kind.replaceAll(/[_.-]+/g, ' ')
}

/** Numbers secrets in the order they are first seen, so that equal ones read alike without being revealed. */
export class SecretNumbers {
  readonly #numbers = new Map<string, number>()

  /** The number of the secret with this short hash, from 1. */
  of(hash: string): number {
    const known = this.#numbers.get(hash)
    if (known !== undefined) return known
    this.#numbers.set(hash, this.#numbers.size + 1)
    return this.#numbers.size
  }

  /** Numbers every secret of a value, in reading order. */
  note(value: unknown): void {
    if (typeof value === 'string') {
      if (value.includes('[redacted:'))
        for (const [, hash] of value.matchAll(/\[redacted:[a-z0-9_.-]{1,64}:([0-9a-f]{8})\]/g)) this.of(hash!)
      return
    }
    const redaction = asRedaction(value)
    if (redaction) this.of(shortHash(redaction.h))
    else if (Array.isArray(value)) for (const item of value) this.note(item)
    else if (typeof value === 'object' && value !== null)
      for (const item of Object.values(value)) this.note(item)
  }
}
