/** How many entries a container has, and how it reads while folded: `[12]`, `{role, content}`. */
export function summaryOf(value: object): { size: number; summary: string } {
  if (Array.isArray(value))
    return { size: value.length, summary: value.length === 0 ? '[]' : `[${value.length}]` }
  const names: string[] = []
  let size = 0
  for (const name in value) {
    if (size < 4) names.push(name.length > 24 ? `${name.slice(0, 24)}…` : name)
    size++
  }
  return { size, summary: size === 0 ? '{}' : `{${names.join(', ')}${size > 4 ? `, … ${size}` : ''}}` }
}

/** The first entries of a container and how many are left. Never touches the rest. */
export function entriesOf(value: object, limit: number): { entries: [string, unknown][]; left: number } {
  const entries: [string, unknown][] = []
  if (Array.isArray(value)) {
    const end = Math.min(limit, value.length)
    for (let i = 0; i < end; i++) entries.push([String(i), value[i]])
    return { entries, left: value.length - end }
  }
  let left = 0
  for (const name in value) {
    if (entries.length < limit) entries.push([name, (value as Record<string, unknown>)[name]])
    else left++
  }
  return { entries, left }
}

/** The outer two levels open by themselves, unless they are long. */
export function opensAtFirst(value: object, depth: number): boolean {
  return depth < 2 && summaryOf(value).size <= (depth === 0 ? 100 : 20)
}

/** A text that is a JSON object or array, parsed; undefined for any other text, and for one too long to be worth it. */
export function parseContainer(text: string): object | undefined {
  const first = text.trimStart()[0]
  if ((first !== '{' && first !== '[') || text.length > 500_000) return undefined
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}
