import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError } from '../../api/client'
import { runQuery, stepsQuery } from '../../api/queries'
import { useProject } from '../../app/session'
import { formatCount } from '../../format/number'
import { SecretScope } from '../../text/SecretScope'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Status } from '../../ui/Status'
import { Tabs } from '../../ui/Tabs'
import { LintTab } from '../lint/LintTab'
import { LogsTab } from './logs/LogsTab'
import { RunHeader } from './RunHeader'
import { RunJson } from './RunJson'
import { Timeline } from './timeline/Timeline'
import { useLiveRun } from './useLiveRun'
import '../../styles/run.css'
import '../../styles/timeline.css'
import '../../styles/panel.css'
import '../../styles/lint.css'

const route = getRouteApi('/runs/$runId')

export function RunPage() {
  const { runId } = route.useParams()
  const project = useProject()
  // Another run is another page: nothing of the last one (folds, zoom, secret numbers) may stay.
  return (
    <SecretScope key={`${project} ${runId}`}>
      <RunView project={project} runId={runId} />
    </SecretScope>
  )
}

function RunView({ project, runId }: { project: string | undefined; runId: string }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const run = useQuery(runQuery(project, runId))
  const steps = useQuery(stepsQuery(project, runId))
  const live = useLiveRun(project, runId, steps.data && (steps.data.steps.at(-1)?.sequence ?? 0))
  const tab = search.tab ?? 'timeline'

  useEffect(() => {
    document.title = `${run.data?.name ?? runId} · Fabrik`
  }, [run.data?.name, runId])

  if (run.error instanceof ApiError && run.error.status === 404) return <NoSuchRun runId={runId} />
  if (run.error && !run.data)
    return <ErrorNotice error={run.error} what="The run could not be loaded" onRetry={() => run.refetch()} />
  if (!run.data) return <Skeleton rows={14} label="Loading the run" />
  return (
    <div className="run-page">
      <RunHeader run={run.data} live={live} />
      <Tabs
        label="Views of the run"
        selected={tab}
        onSelect={(next) =>
          navigate({ search: (s) => ({ ...s, tab: next === 'timeline' ? undefined : next }), replace: true })
        }
        tabs={[
          {
            id: 'timeline',
            label: (
              <>
                Timeline <span className="count">{formatCount(run.data.steps)}</span>
              </>
            ),
          },
          {
            id: 'lint',
            label: <>Lint {run.data.lint && <Status status={run.data.lint.status} />}</>,
          },
          { id: 'logs', label: 'Logs' },
          { id: 'json', label: 'JSON' },
        ]}
      >
        {tab === 'timeline' && <Timeline run={run.data} steps={steps} project={project} search={search} />}
        {tab === 'lint' && (
          <LintTab
            run={run.data}
            project={project}
            shown={search.lint}
            steps={steps.data?.steps}
            onShow={(lint) => navigate({ search: (s) => ({ ...s, lint }), replace: true })}
          />
        )}
        {tab === 'logs' && <LogsTab run={run.data} project={project} />}
        {tab === 'json' && <RunJson run={run.data} project={project} />}
      </Tabs>
    </div>
  )
}

function NoSuchRun({ runId }: { runId: string }) {
  return (
    <EmptyNotice title="There is no such run here">
      <p>
        No run <code>{runId}</code> is in this project. It may belong to another project, or its steps have
        not arrived yet.
      </p>
      <p>
        <Link to="/runs">All runs</Link>
      </p>
    </EmptyNotice>
  )
}
