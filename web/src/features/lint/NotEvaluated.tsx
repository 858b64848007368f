import { formatExact } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import type { NotEvaluated as Rule } from './report'

/** The rules that could not be judged, each with its reason: none of them is a pass. */
export function NotEvaluated({ rules }: { rules: readonly Rule[] }) {
  if (rules.length === 0) return null
  return (
    <section className="lint-section" aria-labelledby="lint-not-evaluated">
      <h2 id="lint-not-evaluated">
        Not judged <span className="count">{formatExact(rules.length)}</span>
      </h2>
      <dl className="reasons">
        {rules.map((rule, index) => (
          <div key={index}>
            <dt>
              <ForeignText text={rule.rule} />
            </dt>
            <dd>
              <ForeignText text={rule.reason} />
              {rule.needed && (
                <span className="muted">
                  {' '}
                  Needed: <ForeignText text={rule.needed} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
