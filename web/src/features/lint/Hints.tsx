import { ForeignText } from '../../text/ForeignText'
import { Copy } from '../../ui/Copy'
import { safeUrl } from './links'
import type { Hint } from './report'

/** Where to look further: the raw query, and the page that runs it where its address is a web address. */
export function Hints({ hints }: { hints: readonly Hint[] }) {
  if (hints.length === 0) return null
  return (
    <section className="lint-section" aria-labelledby="lint-hints">
      <h2 id="lint-hints">Look further</h2>
      <ul className="hints">
        {hints.map((hint, index) => (
          <li key={index}>
            <span className="hint-source">
              {[hint.signal, hint.source]
                .filter((t) => t !== null)
                .map((t) => (
                  <span key={t}>
                    <ForeignText text={t} />{' '}
                  </span>
                ))}
              {hint.language && (
                <span className="muted">
                  <ForeignText text={hint.language} />
                </span>
              )}
            </span>
            <div className="command">
              <pre>
                <ForeignText text={hint.query} />
              </pre>
              <span className="hint-acts">
                <Copy text={hint.query} label="Copy query" />
                {safeUrl(hint.url) && (
                  <a href={safeUrl(hint.url)!} target="_blank" rel="noopener noreferrer">
                    Open
                  </a>
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
