import { describe, expect, it } from 'vitest'
import { formatDuration } from './duration'
import { formatRunCost, formatUsd } from './money'
import { formatBytes, formatCount, plural } from './number'
import { formatAbsolute, formatRelative, parseTime } from './time'

describe('counts', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [1000, '1k'],
    [12_345, '12.3k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [1_049_000, '1.05M'],
    [-1500, '-1.5k'],
  ])('show %d as %s', (value, text) => expect(formatCount(value)).toBe(text))

  it('have plurals', () => {
    expect(plural(1, 'step')).toBe('1 step')
    expect(plural(1234, 'step')).toBe('1,234 steps')
  })

  it.each([
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [1_048_576, '1 MiB'],
  ])('of %d bytes read %s', (value, text) => expect(formatBytes(value)).toBe(text))
})

describe('money', () => {
  it.each([
    ['0', '$0'],
    ['0.00123456', '$0.00123'],
    ['0.0000004', '<$0.000001'],
    ['0.5', '$0.5'],
    ['1.2', '$1.20'],
    ['12.345', '$12.3'],
    ['12345.6', '$12,346'],
    ['-0.25', '-$0.25'],
  ])('shows %s as %s', (value, text) => expect(formatUsd(value)).toBe(text))

  it('is a lower bound while calls have no price', () => {
    expect(formatRunCost('0.01', 0)).toBe('$0.01')
    expect(formatRunCost('0.01', 2)).toBe('≥ $0.01')
  })
})

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [0.0001, '1 µs'],
    [0.34, '340 µs'],
    [0.9996, '1 ms'],
    [12.5, '12.5 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [3210, '3.21 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_599_600, '1 h 00 min'],
    [11_220_000, '3 h 07 min'],
    [187_200_000, '2 d 4 h'],
    [-20, '-20 ms'],
  ])('show %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))
})

describe('times', () => {
  it('keep fractions finer than a millisecond', () => {
    expect(parseTime('2026-11-20T12:00:00Z')).toBe(Date.UTC(2026, 10, 20, 12))
    expect(parseTime('2026-11-20T12:00:00.000250Z') - Date.UTC(2026, 10, 20, 12)).toBeCloseTo(0.25, 3)
    expect(parseTime('2026-11-20T13:00:00.5+01:00')).toBe(Date.UTC(2026, 10, 20, 12, 0, 0, 500))
    expect(parseTime('soon')).toBeNaN()
  })

  it.each([
    [2_000, 'just now'],
    [12_000, '12 s ago'],
    [300_000, '5 min ago'],
    [10_800_000, '3 h ago'],
    [172_800_000, '2 d ago'],
    [-300_000, 'in 5 min'],
  ])('%d ms back read %s', (back, text) => expect(formatRelative(1e12 - back, 1e12)).toBe(text))

  it('older than a month read as a date', () =>
    expect(formatRelative(new Date(2026, 0, 2, 3, 4, 5).getTime(), new Date(2026, 5, 1).getTime())).toBe(
      '2026-01-02',
    ))

  it('show local time with milliseconds', () =>
    expect(formatAbsolute(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe('2026-01-02 03:04:05.006'))
})
