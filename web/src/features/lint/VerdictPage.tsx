import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError } from '../../api/client'
import { verdictQuery } from '../../api/queries'
import { useProject } from '../../app/session'
import { ForeignText } from '../../text/ForeignText'
import { SecretScope } from '../../text/SecretScope'
import { Copy } from '../../ui/Copy'
import { EmptyNotice } from '../../ui/Notice'
import { Time } from '../../ui/Time'
import { LintReportView } from './LintReportView'
import '../../styles/run.css'
import '../../styles/lint.css'

const route = getRouteApi('/lint/$verdictId')

/** One lint by its own address, whether its run is here or not. */
export function VerdictPage() {
  const { verdictId } = route.useParams()
  const project = useProject()
  const query = useQuery(verdictQuery(project, verdictId))
  const verdict = query.data
  useEffect(() => {
    document.title = `Lint of ${verdict?.run_id ?? verdictId} · Fabrik`
  }, [verdict?.run_id, verdictId])

  if (query.error instanceof ApiError && query.error.status === 404)
    return (
      <EmptyNotice title="There is no such lint here">
        <p>
          <Link to="/lint">The fleet</Link>
        </p>
      </EmptyNotice>
    )
  return (
    <SecretScope key={`${project} ${verdictId}`}>
      <div className="verdict-page">
        <header className="run-header">
          <div className="run-title">
            <h1 className="clip">
              Lint of {verdict?.run_id ? <code>{verdict.run_id}</code> : 'a window of telemetry'}
            </h1>
            <Copy text={verdictId} label="Copy lint id">
              <code className="clip">{verdictId}</code>
            </Copy>
          </div>
          {verdict && (
            <dl className="facts" tabIndex={0} aria-label="Facts">
              <Fact name="Linted">
                <Time value={verdict.created_at} />
              </Fact>
              {verdict.run_id && (
                <Fact name="Run">
                  <Link to="/runs/$runId" params={{ runId: verdict.run_id }} search={{ tab: 'lint' }}>
                    {verdict.run_id}
                  </Link>
                </Fact>
              )}
              {(['agent', 'service', 'env'] as const).map(
                (field) =>
                  verdict[field] && (
                    <Fact key={field} name={field}>
                      <ForeignText text={verdict[field]} />
                    </Fact>
                  ),
              )}
            </dl>
          )}
        </header>
        <LintReportView project={project} verdictId={verdictId} />
      </div>
    </SecretScope>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{name[0]!.toUpperCase() + name.slice(1)}</dt>
      <dd>{children}</dd>
    </div>
  )
}
