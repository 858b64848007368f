import type { Usage } from '../../api/types'
import { formatExact } from '../../format/number'

/** All tokens: the buckets are disjoint. */
export function totalTokens(usage: Usage): number {
  return usage.input + usage.cache_read + usage.cache_write + usage.output + usage.reasoning
}

/** `1,200 input, 300 cache read, 80 output`: the buckets that are not empty. */
export function describeUsage(usage: Usage): string {
  const parts: [number, string][] = [
    [usage.input, 'input'],
    [usage.cache_read, 'cache read'],
    [usage.cache_write, 'cache write'],
    [usage.output, 'output'],
    [usage.reasoning, 'reasoning'],
  ]
  const present = parts.filter(([count]) => count > 0)
  return present.length === 0
    ? 'no tokens'
    : present.map(([count, name]) => `${formatExact(count)} ${name}`).join(', ')
}
