import type { Verdict, VerdictStatus } from '../../api/types'
import { parseTime } from '../../format/time'
import { VERDICTS } from '../../ui/status'

/** The newest lint of a run, and how many lints of it are loaded. One without a run stands for itself. */
export type FleetRow = { verdict: Verdict; lints: number }

/** One row a run, worst first, then newest first. */
export function fleetRows(verdicts: readonly Verdict[]): FleetRow[] {
  const rows = new Map<string, FleetRow>()
  for (const verdict of verdicts) {
    const key = verdict.run_id === null ? `verdict ${verdict.id}` : `run ${verdict.run_id}`
    const row = rows.get(key)
    if (!row) rows.set(key, { verdict, lints: 1 })
    else {
      row.lints++
      if (parseTime(verdict.created_at) > parseTime(row.verdict.created_at)) row.verdict = verdict
    }
  }
  return [...rows.values()].sort(
    (a, b) =>
      rank(b.verdict) - rank(a.verdict) ||
      parseTime(b.verdict.created_at) - parseTime(a.verdict.created_at) ||
      (a.verdict.id < b.verdict.id ? -1 : 1),
  )
}

export function withStatus(
  rows: readonly FleetRow[],
  statuses: readonly VerdictStatus[] | undefined,
): readonly FleetRow[] {
  return statuses ? rows.filter(({ verdict }) => statuses.includes(verdict.status)) : rows
}

export type AgentCount = { agent: string | null; runs: number; counts: Record<VerdictStatus, number> }

/** How each agent's runs stand: whoever needs attention first. */
export function countAgents(rows: readonly FleetRow[]): AgentCount[] {
  const agents = new Map<string | null, AgentCount>()
  for (const { verdict } of rows) {
    let known = agents.get(verdict.agent)
    if (!known) {
      known = { agent: verdict.agent, runs: 0, counts: { pass: 0, inconclusive: 0, error: 0, fail: 0 } }
      agents.set(verdict.agent, known)
    }
    known.runs++
    known.counts[verdict.status]++
  }
  const bad = ({ counts }: AgentCount) => counts.fail + counts.error
  return [...agents.values()].sort(
    (a, b) =>
      bad(b) - bad(a) ||
      b.counts.inconclusive - a.counts.inconclusive ||
      b.runs - a.runs ||
      ((a.agent ?? '\uffff') < (b.agent ?? '\uffff') ? -1 : 1),
  )
}

function rank({ status }: Verdict): number {
  return VERDICTS.indexOf(status)
}
