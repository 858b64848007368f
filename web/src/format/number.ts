const suffixes = ['', 'k', 'M', 'G', 'T', 'P']

/** A count in at most three significant digits: `0`, `999`, `12.3k`, `1.05M`. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const sign = value < 0 ? '-' : ''
  let size = Math.abs(value)
  let step = 0
  // 999.5 rounds to 1000, which belongs to the next suffix.
  while (size >= 999.5 && step < suffixes.length - 1) {
    size /= 1000
    step++
  }
  return sign + threeDigits(size) + suffixes[step]
}

/** A non-negative number in at most three significant digits, no exponent, no trailing zeros after the point. */
export function threeDigits(value: number): string {
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(3))
  if (rounded >= 1e6 || rounded < 1e-6) return rounded.toExponential(2).replace(/\.?0+e/, 'e')
  return rounded.toLocaleString('en-US', { maximumSignificantDigits: 3, useGrouping: false })
}

/** Whole numbers with thin grouping, for titles: `1,234,567`. */
export function formatExact(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 9 })
}

/** Bytes in binary units: `512 B`, `1.5 KiB`, `64 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${threeDigits(size)} ${units[unit]}`
}

/** `1 step`, `2 steps`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatExact(count)} ${count === 1 ? one : many}`
}
