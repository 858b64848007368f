import { formatExact, plural } from '../../format/number'
import { ForeignText } from '../../text/ForeignText'
import { Copy } from '../../ui/Copy'
import type { LintReport } from './report'

/** What judged what: enough to judge it again. */
export function Provenance({ report }: { report: LintReport }) {
  const { load } = report
  return (
    <section className="lint-section" aria-labelledby="lint-provenance">
      <h2 id="lint-provenance">Evidence and versions</h2>
      <dl className="evidence-list">
        {report.digest && (
          <Entry name="Digest">
            <Copy text={report.digest} label="Copy evidence digest">
              <code className="clip">{report.digest}</code>
            </Copy>
          </Entry>
        )}
        {report.spanCount !== null && (
          <Entry name="Evidence">
            {plural(report.spanCount, 'span')}
            {report.logLines !== null && `, ${plural(report.logLines, 'log line')}`}
          </Entry>
        )}
        {report.window && (
          <Entry name="Window">
            <ForeignText text={report.window} />
          </Entry>
        )}
        {load && (
          <Entry name="Load">
            <ForeignText text={[load.tool, load.version].filter(Boolean).join(' ') || 'unnamed tool'} />
            {load.target && (
              <>
                {' to '}
                <ForeignText text={load.target} />
              </>
            )}
            {load.sent !== null && `, ${plural(load.sent, 'request')} sent`}
            {load.failed !== null && load.failed > 0 && `, ${formatExact(load.failed)} failed`}
            {load.problem && (
              <span className="tone-red">
                {' '}
                <ForeignText text={load.problem} />
              </span>
            )}
          </Entry>
        )}
        {report.versions.map(([name, version]) => (
          <Entry key={name} name={name}>
            <ForeignText text={version} />
          </Entry>
        ))}
        {report.notes.map((note, index) => (
          <Entry key={index} name="Note">
            <ForeignText text={note} />
          </Entry>
        ))}
      </dl>
    </section>
  )
}

function Entry({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>
        <ForeignText text={name} />
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
