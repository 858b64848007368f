import createClient from 'openapi-fetch'
import type { paths } from './schema'
import type { Problem } from './types'

/** The API of the server this page came from. The session cookie goes with every request. */
export const api = createClient<paths>({ baseUrl: window.location.origin })

/** A request that was answered with an error, or not at all (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly detail: string | null
  readonly requestId: string | null

  constructor(status: number, title: string, detail: string | null, requestId: string | null) {
    super(title)
    this.status = status
    this.detail = detail
    this.requestId = requestId
  }
}

/** The data of an answer; throws {@link ApiError} for anything else. */
export async function answerOf<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let answer: { data?: T; error?: unknown; response: Response }
  try {
    answer = await request
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(
      0,
      'The server did not answer',
      'Is fabrik serve still running? Check the address, then retry.',
      null,
    )
  }
  if (answer.response.ok) return answer.data as T
  const problem = asProblem(answer.error)
  const requestId = problem?.request_id ?? answer.response.headers.get('x-request-id')
  throw new ApiError(
    answer.response.status,
    problem?.title ?? `The server answered ${answer.response.status}`,
    problem?.detail ?? null,
    requestId,
  )
}

function asProblem(error: unknown): Partial<Problem> | null {
  return typeof error === 'object' && error !== null && 'title' in error ? (error as Partial<Problem>) : null
}
