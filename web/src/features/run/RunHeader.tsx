import type { LiveState } from '../../api/events'
import type { Run } from '../../api/types'
import { formatDuration } from '../../format/duration'
import { formatExact, plural } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Copy } from '../../ui/Copy'
import { Live } from '../../ui/Live'
import { Status } from '../../ui/Status'
import { Time } from '../../ui/Time'
import { Cost, Tokens } from '../runs/columns'

/** The run's name, id and status, and the facts that are asked for first. */
export function RunHeader({ run, live }: { run: Run; live: LiveState }) {
  return (
    <header className="run-header">
      <div className="run-title">
        <h1 className="clip">{run.name ? <ForeignText text={run.name} /> : <code>{run.run_id}</code>}</h1>
        <Status status={run.status} />
        {run.status === 'running' && <Live state={live} />}
        <Copy text={run.run_id} label="Copy run id">
          <code className="clip">{run.run_id}</code>
        </Copy>
      </div>
      {/* On a narrow screen it scrolls, and must be reachable by keyboard. */}
      <dl className="facts" tabIndex={0} aria-label="Facts">
        <Fact name="Started">
          <Time value={run.started_at} />
        </Fact>
        {run.duration_ms !== null && <Fact name="Duration">{formatDuration(run.duration_ms)}</Fact>}
        <Fact name="Cost">
          <Cost run={run} />
        </Fact>
        <Fact name="Tokens">
          <Tokens run={run} />
        </Fact>
        <Fact name="Calls">
          {formatExact(run.model_calls)} model, {formatExact(run.tool_calls)} tool
        </Fact>
        {run.errors > 0 && (
          <Fact name="Errors" tone="red">
            {formatExact(run.errors)}
          </Fact>
        )}
        <Fact name="Agent" text={run.agent} extra={run.agent_version} />
        <Fact name="Service" text={run.service} extra={run.release} />
        <Fact name="Env" text={run.env} />
        <NameFact name={run.models.length === 1 ? 'Model' : 'Models'} names={run.models} />
        <NameFact name={run.tools.length === 1 ? 'Tool' : 'Tools'} names={run.tools} />
        <Fact name="Session" text={run.session_id} />
        {run.late_steps > 0 && (
          <Fact name="Late" tone="amber">
            {plural(run.late_steps, 'step')}
          </Fact>
        )}
        {run.redactions > 0 && <Fact name="Redacted">{plural(run.redactions, 'value')}</Fact>}
        {Object.entries(run.tags)
          .slice(0, 12)
          .map(([key, value]) => (
            <Fact key={key} name={key} text={value} foreign />
          ))}
      </dl>
      {run.error && (
        <div className="error-line">
          <strong>
            <ForeignText text={run.error.type} />
          </strong>{' '}
          <ForeignText text={run.error.message} />
        </div>
      )}
    </header>
  )
}

function Fact(props: {
  name: string
  text?: string | null
  extra?: string | null
  tone?: string
  foreign?: boolean
  children?: React.ReactNode
}) {
  if (!props.children && !props.text) return null
  return (
    <div className={props.foreign ? 'fact fact-tag' : 'fact'}>
      <dt>{props.foreign ? <ForeignText text={props.name} /> : props.name}</dt>
      <dd className={props.tone && `tone-${props.tone}`} title={props.text ?? undefined}>
        {props.children ?? <ForeignText text={props.text!} />}
        {props.extra && (
          <span className="muted">
            {' '}
            <ForeignText text={props.extra} />
          </span>
        )}
      </dd>
    </div>
  )
}

function NameFact({ name, names }: { name: string; names: readonly string[] }) {
  if (names.length === 0) return null
  const shown = names.slice(0, 3)
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd title={names.join('\n')}>
        {shown.map((text, index) => (
          <span key={text}>
            {index > 0 && ', '}
            <ForeignText text={text} />
          </span>
        ))}
        {names.length > shown.length && <span className="muted"> +{names.length - shown.length}</span>}
      </dd>
    </div>
  )
}
