import { threeDigits } from './number'

/** A decimal string in USD as three significant digits: `$0.00123`, `$12.3`, `$0`. */
export function formatUsd(decimal: string): string {
  const value = Number(decimal)
  if (!Number.isFinite(value)) return decimal
  const size = Math.abs(value)
  const sign = value < 0 ? '-' : ''
  if (size >= 1000) return `${sign}$${Math.round(size).toLocaleString('en-US')}`
  if (size > 0 && size < 1e-6) return `${sign}<$0.000001`
  // Money over a cent reads better with whole cents: $1.20, not $1.2.
  return sign + (size >= 1 && size < 10 ? `$${size.toFixed(2)}` : `$${threeDigits(size)}`)
}

/** What a run cost: a lower bound (`≥ `) while some calls have no price. */
export function formatRunCost(costUsd: string, unpricedCalls: number): string {
  return (unpricedCalls > 0 ? '≥ ' : '') + formatUsd(costUsd)
}
