import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../api/queries'
import type { Session } from '../api/types'

/** Who is signed in. Only for components under the frame, which waits for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** The project of the address bar; undefined is the tenant's first. */
export function useProject(): string | undefined {
  return useSearch({ strict: false, select: (search) => search.project })
}
