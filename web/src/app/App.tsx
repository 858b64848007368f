import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiError } from '../api/client'
import { sessionQuery } from '../api/queries'
import { ErrorNotice } from '../ui/Notice'
import { Skeleton } from '../ui/Skeleton'
import { Frame } from './Frame'
import { SignedOut } from './SignedOut'
import { pressKey } from './shortcuts'

/** The frame once it is known who is signed in; until then, or where nobody is, what to do about it. */
export function App() {
  const session = useQuery(sessionQuery)
  useEffect(() => {
    window.addEventListener('keydown', pressKey)
    return () => window.removeEventListener('keydown', pressKey)
  }, [])

  if (session.data) return <Frame />
  if (session.error instanceof ApiError && session.error.status === 401) return <SignedOut />
  return (
    <main className="lone">
      {session.error ? (
        <ErrorNotice
          error={session.error}
          what="Fabrik could not be reached"
          onRetry={() => session.refetch()}
        />
      ) : (
        <Skeleton rows={8} label="Signing in" />
      )}
    </main>
  )
}
