import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { fleetQuery } from '../../api/queries'
import { useProject } from '../../app/session'
import { plural } from '../../format/number'
import { ListTable } from '../../ui/list/ListTable'
import { Command, EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Agents } from './Agents'
import { columns, dispensable } from './columns'
import { FleetCard } from './FleetCard'
import { FleetFilters } from './FleetFilters'
import { type FleetFilter, isFiltered, readFleetFilter } from './filter'
import { countAgents, type FleetRow, fleetRows, withStatus } from './fleet'
import '../../styles/lint.css'

const route = getRouteApi('/lint')
const idOf = (row: FleetRow) => row.verdict.id

/** How the runs of all agents stand: which of them need attention. */
export function FleetPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const project = useProject()
  const filter = useMemo(() => readFleetFilter(search), [search])
  const list = useInfiniteQuery(fleetQuery(project, filter))
  const all = useMemo(() => fleetRows(list.data?.pages.flatMap((page) => page.verdicts) ?? []), [list.data])
  const agents = useMemo(() => countAgents(all), [all])
  const rows = useMemo(() => withStatus(all, filter.status), [all, filter.status])

  useEffect(() => {
    document.title = 'Fleet · Fabrik'
  }, [])
  const setFilter = (next: FleetFilter) => navigate({ search: { ...next, project }, replace: true })

  return (
    <div className="fleet-page">
      <h1 className="visually-hidden">Fleet</h1>
      <FleetFilters project={project} filter={filter} onChange={setFilter} />
      {list.isPending ? (
        <Skeleton rows={16} label="Loading lints" />
      ) : list.error && all.length === 0 ? (
        <ErrorNotice error={list.error} what="The lints could not be loaded" onRetry={() => list.refetch()} />
      ) : rows.length === 0 && !list.hasNextPage ? (
        isFiltered(filter) ? (
          <EmptyNotice title="No lint matches these filters">
            <button type="button" className="button" onClick={() => setFilter({})}>
              Clear the filters
            </button>
          </EmptyNotice>
        ) : (
          <NoLints />
        )
      ) : (
        <>
          <Agents
            agents={agents}
            chosen={filter.agent}
            onChoose={(agent) => setFilter({ ...filter, agent })}
          />
          <ListTable
            title="Fleet"
            word="lint"
            rows={rows}
            idOf={idOf}
            columns={columns}
            dispensable={dispensable}
            card={(row) => <FleetCard row={row} />}
            onOpen={(verdictId) =>
              navigate({ to: '/lint/$verdictId', params: { verdictId }, search: { project } })
            }
            footer={
              <footer className="table-foot">
                {list.error && (
                  <span className="tone-red">The newest could not be loaded: {list.error.message}. </span>
                )}
                {list.hasNextPage && (
                  <button
                    type="button"
                    className="button"
                    disabled={list.isFetchingNextPage}
                    onClick={() => list.fetchNextPage()}
                  >
                    {list.isFetchingNextPage ? 'Loading…' : 'Load older'}
                  </button>
                )}
                <span className="muted">
                  {plural(rows.length, 'run')}
                  {list.hasNextPage ? ' loaded' : ''}, worst first
                </span>
              </footer>
            }
          />
        </>
      )}
    </div>
  )
}

function NoLints() {
  return (
    <EmptyNotice title="No lints yet">
      <p>A lint says whether a run kept its limits, with its evidence. Judge one:</p>
      <Command text="fabrik laos lint --run RUN_ID" />
      <p>It needs a policy in .laosrc.yaml; what is in it is checked by:</p>
      <Command text="fabrik laos check-config" />
    </EmptyNotice>
  )
}
