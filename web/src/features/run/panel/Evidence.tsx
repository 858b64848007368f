import type { StepDetail } from '../../../api/types'
import { formatUsd } from '../../../format/money'
import { formatExact, plural } from '../../../format/number'
import { formatAbsolute, parseTime } from '../../../format/time'
import { JsonView } from '../../../jsonview/JsonView'
import { ForeignText } from '../../../text/ForeignText'
import { Copy } from '../../../ui/Copy'
import { describeUsage } from '../../runs/tokens'

/** Where the step came from, by which rules it was read, and everything else that came with it. */
export function Evidence({ step }: { step: StepDetail }) {
  const payload = step.payload ?? {}
  const { cost } = step
  return (
    <div className="evidence">
      <dl className="evidence-list">
        <Row name="Provenance" text={step.provenance} />
        <Row name="Step id" text={step.step_id} copy />
        <Row name="Parent" text={step.parent_id} copy />
        <Row name="Trace id" text={step.trace_id} copy />
        <Row name="Tool call id" text={step.tool_call_id} copy />
        <Row
          name="Arrival"
          text={`number ${formatExact(step.sequence)}${step.late ? ', after the run had ended' : ''}`}
        />
        <Row name="Started" text={formatAbsolute(parseTime(step.started_at))} />
        <Row name="Ended" text={step.ended_at && formatAbsolute(parseTime(step.ended_at))} />
        <Row name="Tokens" text={step.usage && describeUsage(step.usage)} />
        <Row
          name="Cost"
          text={
            cost &&
            (cost.computed_usd
              ? `$${cost.computed_usd}`
              : `unknown: ${cost.unknown_reason ?? 'no reason given'}`)
          }
        />
        <Row name="Prices of" text={cost?.price_version} />
        <Row
          name="Reported cost"
          text={cost?.reported_usd && `${formatUsd(cost.reported_usd)} by the emitter`}
        />
        <Row name="Service" text={step.service} />
        <Row name="Agent" text={step.agent} />
        <Row name="Env" text={step.env} />
        <Row name="Span kind" text={step.span_kind} />
        <Row name="Route" text={step.route} />
        <Row name="Database" text={step.db_system} />
        <Row name="HTTP status" text={step.http_status === null ? null : String(step.http_status)} />
        <Row
          name="Scope"
          text={payload.scope && [payload.scope.name, payload.scope.version].filter(Boolean).join(' ')}
        />
        <Row name="Redacted" text={step.redactions > 0 ? plural(step.redactions, 'value') : null} />
        <Row
          name="Cut"
          text={step.truncated ? 'a limit cut the payload; the cut values say how much and their hash' : null}
        />
      </dl>
      <Part title="Attributes" value={payload.attributes} />
      <Part title="Events" value={payload.events} />
      <Part title="Links" value={payload.links} />
      <Part title="Resource" value={payload.resource} />
    </div>
  )
}

function Row({ name, text, copy }: { name: string; text: string | null | undefined; copy?: boolean }) {
  if (!text) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {copy ? (
          <code>
            <ForeignText text={text} />
          </code>
        ) : (
          <ForeignText text={text} />
        )}
        {copy && <Copy text={text} label={`Copy ${name.toLowerCase()}`} />}
      </dd>
    </div>
  )
}

function Part({ title, value }: { title: string; value: object | undefined }) {
  if (!value || Object.keys(value).length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <JsonView value={value} />
    </section>
  )
}
