import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { readFleetFilter } from '../features/fleet/filter'
import { readRunSearch } from '../features/run/search'
import { RunsPage } from '../features/runs/RunsPage'
import { readRunsSearch } from '../features/runs/search'
import { App } from './App'
import { NotFound } from './NotFound'
import { parseSearch, stringifySearch } from './search'

const root = createRootRoute({
  component: App,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): { project?: string } =>
    typeof search.project === 'string' ? { project: search.project } : {},
  search: { middlewares: [retainSearchParams(['project'])] },
})

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/runs', replace: true })
  },
})

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: readRunsSearch,
  component: RunsPage,
})

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId',
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import('../features/run/RunPage'), 'RunPage'),
})

const fleet = createRoute({
  getParentRoute: () => root,
  path: '/lint',
  validateSearch: readFleetFilter,
  component: lazyRouteComponent(() => import('../features/fleet/FleetPage'), 'FleetPage'),
})

const verdict = createRoute({
  getParentRoute: () => root,
  path: '/lint/$verdictId',
  component: lazyRouteComponent(() => import('../features/lint/VerdictPage'), 'VerdictPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([index, runs, run, fleet, verdict, settings]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
