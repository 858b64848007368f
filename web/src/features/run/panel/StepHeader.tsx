import type { Run, Step, StepDetail } from '../../../api/types'
import { formatDuration } from '../../../format/duration'
import { formatUsd } from '../../../format/money'
import { formatCount } from '../../../format/number'
import { formatAbsolute, parseTime } from '../../../format/time'
import { ForeignText } from '../../../text/ForeignText'
import { LongText } from '../../../text/LongText'
import { Copy } from '../../../ui/Copy'
import { Icon } from '../../../ui/Icon'
import { kinds } from '../../../ui/kind'
import { Status } from '../../../ui/Status'
import { describeUsage, totalTokens } from '../../runs/tokens'

/** What the step is, how it went, and what it cost. */
export function StepHeader({
  run,
  step,
  axisStart,
  onClose,
}: {
  run: Run
  step: Step | StepDetail
  axisStart: number
  onClose: () => void
}) {
  const kind = kinds[step.kind] ?? kinds.custom
  const start = parseTime(step.started_at)
  const link = new URL(`/runs/${encodeURIComponent(run.run_id)}`, window.location.origin)
  link.search = window.location.search
  link.searchParams.delete('tab')
  link.searchParams.set('step', step.step_id)
  const stack = 'payload' in step ? step.payload?.error?.stack : undefined
  return (
    <header className="step-header">
      <div className="step-title">
        <span className={`kind kind-${step.kind}`} title={kind.word}>
          <Icon name={kind.icon} />
        </span>
        <h2 className="clip" title={step.name}>
          <ForeignText text={step.name} />
        </h2>
        <Status status={step.status} />
        <span className="step-tools">
          <Copy text={step.step_id} label={`Copy step id ${step.step_id}`} />
          <CopyLink href={link.href} />
          <button
            type="button"
            className="icon-button"
            aria-label="Close the panel (Esc)"
            title="Close the panel (Esc)"
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </span>
      </div>
      <dl className="facts">
        <Fact name="Kind">{kind.word}</Fact>
        <Fact name="At">
          <span title={formatAbsolute(start)}>+{formatDuration(Math.max(0, start - axisStart))}</span>
        </Fact>
        {step.duration_ms !== null && <Fact name="Took">{formatDuration(step.duration_ms)}</Fact>}
        {step.model && (
          <Fact name="Model">
            <ForeignText text={step.model} />
            {step.request_model && step.request_model !== step.model && (
              <span className="muted">
                {' '}
                asked for <ForeignText text={step.request_model} />
              </span>
            )}
          </Fact>
        )}
        {step.provider && (
          <Fact name="Provider">
            <ForeignText text={step.provider} />
          </Fact>
        )}
        {step.tool && (
          <Fact name="Tool">
            <ForeignText text={step.tool} />
          </Fact>
        )}
        {step.usage && (
          <Fact name="Tokens">
            <span title={describeUsage(step.usage)}>{formatCount(totalTokens(step.usage))}</span>
          </Fact>
        )}
        {step.cost && (
          <Fact name="Cost">
            {step.cost.computed_usd ? (
              <span
                title={`$${step.cost.computed_usd}, prices of ${step.cost.price_version ?? 'unknown date'}`}
              >
                {formatUsd(step.cost.computed_usd)}
              </span>
            ) : (
              <span className="tone-amber">
                unknown
                {step.cost.unknown_reason && (
                  <>
                    : <ForeignText text={step.cost.unknown_reason} />
                  </>
                )}
              </span>
            )}
          </Fact>
        )}
        {step.late && (
          <Fact name="Late">
            <span className="tone-amber">arrived after the run had ended</span>
          </Fact>
        )}
        {step.truncated && (
          <Fact name="Cut">
            <span className="tone-amber">a limit cut the payload</span>
          </Fact>
        )}
      </dl>
      {step.error && (
        <div className="error-box">
          <strong>
            <ForeignText text={step.error.type} />
          </strong>
          <p>
            <LongText text={step.error.message} first={600} />
          </p>
          {stack && (
            <details>
              <summary>Stack</summary>
              <pre>
                <LongText text={stack} />
              </pre>
            </details>
          )}
        </div>
      )}
    </header>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function CopyLink({ href }: { href: string }) {
  return (
    <span className="copy-link">
      <Copy text={href} label="Copy a link to this step (y)">
        <Icon name="link" size={14} />
      </Copy>
    </span>
  )
}
