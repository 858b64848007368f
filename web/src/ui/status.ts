import type { RunStatus, StepStatus, VerdictStatus } from '../api/types'

/** How a status looks: the sign, its colour, and the drawing of the sign on a 12 × 12 grid. */
export type StatusLook = { sign: string; tone: string; word: string; draw: string; fill?: string }

const half = {
  sign: '◐',
  tone: 'blue',
  draw: 'M6 1a5 5 0 1 0 0 10a5 5 0 0 0 0-10',
  fill: 'M6 1a5 5 0 0 0 0 10z',
}
const tick = { sign: '✓', tone: 'green', draw: 'M1.5 6.5l3 3l6-7' }
const cross = { sign: '✕', tone: 'red', draw: 'M2 2l8 8M10 2l-8 8' }
const bars = { sign: '‖', tone: 'amber', draw: 'M4 1.5v9M8 1.5v9' }
const barred = { sign: '⊘', tone: 'red', draw: 'M6 1a5 5 0 1 0 0 10a5 5 0 0 0 0-10M2.5 9.5l7-7' }
const clock = { sign: '◷', tone: 'amber', draw: 'M6 1a5 5 0 1 0 0 10a5 5 0 0 0 0-10M6 1v5h5' }
const question = { sign: '?', tone: 'violet', draw: 'M3.5 4a2.5 2.5 0 1 1 3.6 2.2C6.3 6.6 6 7 6 8M6 10.3v.4' }
const ring = { sign: '○', tone: 'grey', draw: 'M6 1a5 5 0 1 0 0 10a5 5 0 0 0 0-10' }

/** What judges conclude, best first. */
export const VERDICTS: readonly VerdictStatus[] = ['pass', 'inconclusive', 'error', 'fail']

/** How a threshold stands. */
export type MeasureState = 'holds' | 'broken' | 'undecided'

/** How a change against a baseline stands. */
export type DeltaState = 'better' | 'worse' | 'same'

/** How complete a signal is. */
export type SignalState = 'complete' | 'partial' | 'pending' | 'absent' | 'unreachable' | 'unsupported'

/** The look of every status there is: a sign, a word and a colour, the same everywhere. */
export const statusLooks: Record<
  RunStatus | StepStatus | VerdictStatus | MeasureState | DeltaState | SignalState | 'waiting' | 'unknown',
  StatusLook
> = {
  running: { ...half, word: 'running' },
  ok: { ...tick, word: 'ok' },
  failed: { ...cross, word: 'failed' },
  error: { ...cross, word: 'error' },
  interrupted: { ...bars, word: 'interrupted' },
  blocked: { ...barred, word: 'blocked' },
  rejected: { ...barred, word: 'rejected' },
  waiting: { ...clock, word: 'waiting' },
  expired: { ...clock, word: 'expired' },
  ambiguous: { ...question, word: 'ambiguous' },
  cancelled: { ...ring, word: 'cancelled' },
  pass: { ...tick, word: 'pass' },
  fail: { ...cross, word: 'fail' },
  inconclusive: { ...question, word: 'inconclusive' },
  holds: { ...tick, word: 'holds' },
  broken: { ...cross, word: 'broken' },
  undecided: { ...question, word: 'undecided' },
  better: { ...tick, word: 'better' },
  worse: { ...cross, word: 'worse' },
  same: { ...ring, word: 'same' },
  complete: { ...tick, word: 'complete' },
  partial: { ...half, tone: 'amber', word: 'partial' },
  pending: { ...clock, word: 'pending' },
  absent: { ...ring, word: 'absent' },
  unreachable: { ...cross, word: 'unreachable' },
  unsupported: { ...barred, tone: 'grey', word: 'unsupported' },
  unknown: { ...question, word: 'unknown' },
}
