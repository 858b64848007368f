import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { runsQuery } from '../../api/queries'
import type { Run } from '../../api/types'
import { useProject } from '../../app/session'
import { useShortcuts } from '../../app/shortcuts'
import { plural } from '../../format/number'
import { Live } from '../../ui/Live'
import { ListTable } from '../../ui/list/ListTable'
import { Command, EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { ColumnChooser } from './ColumnChooser'
import { dispensable } from './columns'
import { FilterBar } from './FilterBar'
import { isFiltered, type RunFilter, readFilter } from './filter'
import { RunCard } from './RunCard'
import { nextSort, type Sort, sortRuns } from './sort'
import { useColumns } from './useColumns'
import { useLiveRuns } from './useLiveRuns'

const route = getRouteApi('/runs')

const idOf = (run: Run) => run.run_id

export function RunsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const project = useProject()
  const filter = useMemo(() => readFilter(search), [search])
  const list = useInfiniteQuery(runsQuery(project, filter))
  const live = useLiveRuns(project, filter)
  const chosen = useColumns()
  const loaded = useMemo(() => list.data?.pages.flatMap((page) => page.runs) ?? [], [list.data])
  const runs = useMemo(() => sortRuns(loaded, search.sort), [loaded, search.sort])

  useEffect(() => {
    document.title = 'Runs · Fabrik'
  }, [])
  useShortcuts('Runs', [{ keys: '.', label: 'Show new runs', run: live.show }])

  const setFilter = (next: RunFilter) =>
    navigate({ search: { ...next, project, sort: search.sort }, replace: true })
  const setSort = (sort: Sort | undefined) => navigate({ search: { ...search, sort }, replace: true })

  return (
    <div className="runs-page">
      <h1 className="visually-hidden">Runs</h1>
      <FilterBar project={project} filter={filter} onChange={setFilter}>
        <Live state={live.state} />
        <ColumnChooser hidden={chosen.hidden} toggle={chosen.toggle} />
      </FilterBar>
      <div className="new-runs" aria-live="polite">
        {live.waiting > 0 && (
          <button type="button" className="button accent" onClick={live.show}>
            ↑ {live.waiting} new
          </button>
        )}
      </div>
      {list.isPending ? (
        <Skeleton rows={16} label="Loading runs" />
      ) : list.error && loaded.length === 0 ? (
        <ErrorNotice error={list.error} what="The runs could not be loaded" onRetry={() => list.refetch()} />
      ) : runs.length === 0 ? (
        isFiltered(filter) ? (
          <NoMatch onClear={() => setFilter({})} />
        ) : (
          <NoRuns />
        )
      ) : (
        <ListTable
          title="Runs"
          word="run"
          rows={runs}
          idOf={idOf}
          columns={chosen.shown}
          dispensable={dispensable}
          order={search.sort ?? '-started'}
          onSort={(key) => setSort(nextSort(search.sort, key))}
          card={(run) => <RunCard run={run} />}
          onOpen={(runId) => navigate({ to: '/runs/$runId', params: { runId }, search: { project } })}
          footer={
            <footer className="table-foot">
              {list.error && (
                <span className="tone-red">Older runs could not be loaded: {list.error.message}. </span>
              )}
              {list.hasNextPage ? (
                <button
                  type="button"
                  className="button"
                  disabled={list.isFetchingNextPage}
                  onClick={() => list.fetchNextPage()}
                >
                  {list.isFetchingNextPage ? 'Loading…' : list.error ? 'Retry' : 'Load older'}
                </button>
              ) : null}
              <span className="muted">
                {plural(runs.length, 'run')}
                {list.hasNextPage ? ' loaded' : ''}
                {search.sort && list.hasNextPage ? ', sorted among themselves' : ''}
              </span>
            </footer>
          }
        />
      )}
    </div>
  )
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyNotice title="No run matches these filters">
      <button type="button" className="button" onClick={onClear}>
        Clear the filters
      </button>
    </EmptyNotice>
  )
}

function NoRuns() {
  return (
    <EmptyNotice title="No runs yet">
      <p>Send the traces of an agent here. Any OpenTelemetry exporter will do:</p>
      <Command
        text={`export OTEL_EXPORTER_OTLP_ENDPOINT=${window.location.origin}\nexport OTEL_EXPORTER_OTLP_HEADERS="x-api-key=YOUR_KEY"`}
      />
      <p>Or see a sample agent at work:</p>
      <Command text="fabrik demo" />
    </EmptyNotice>
  )
}
