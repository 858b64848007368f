import { formatExact, plural } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Status } from '../../ui/Status'
import { VERDICTS } from '../../ui/status'
import type { AgentCount } from './fleet'

const SHOWN = 12

/** How each agent's runs stand; a press shows that agent alone. */
export function Agents({
  agents,
  chosen,
  onChoose,
}: {
  agents: readonly AgentCount[]
  chosen: string | undefined
  onChoose: (agent: string | undefined) => void
}) {
  if (agents.length === 0) return null
  const shown = agents.slice(0, SHOWN)
  return (
    <section className="agents" aria-label="Runs by agent">
      <ul>
        {shown.map((agent) => (
          <li key={agent.agent ?? ''}>
            {agent.agent === null ? (
              <div className="agent-card">
                <AgentLine agent={agent} />
              </div>
            ) : (
              <button
                type="button"
                className="agent-card"
                aria-pressed={chosen === agent.agent}
                onClick={() => onChoose(chosen === agent.agent ? undefined : agent.agent!)}
              >
                <AgentLine agent={agent} />
              </button>
            )}
          </li>
        ))}
        {agents.length > shown.length && (
          <li className="muted">and {plural(agents.length - shown.length, 'agent')} more, below</li>
        )}
      </ul>
    </section>
  )
}

function AgentLine({ agent }: { agent: AgentCount }) {
  return (
    <>
      <span className="agent-name clip">
        {agent.agent === null ? 'No agent named' : <ForeignText text={agent.agent} />}
      </span>
      <span className="agent-counts">
        {VERDICTS.toReversed()
          .filter((status) => agent.counts[status] > 0)
          .map((status) => (
            <span key={status} className="agent-count">
              <span className="num">{formatExact(agent.counts[status])}</span> <Status status={status} />
            </span>
          ))}
      </span>
    </>
  )
}
