import type * as z from 'zod'
import { type Locale, SAYS } from '../locale/index.ts'
import { ApiProblem, problemOf } from './problem.ts'

export type Fetch = typeof globalThis.fetch

/** Headers as a plain record: ours are added to them. */
type Asked = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

const PATIENCE_MS = 10_000

/** The language the page is read in, as it tells screen readers: the server answers in it, too. */
const pageLanguage = (): Locale => (globalThis.document?.documentElement.lang === 'en' ? 'en' : 'vi')

/** Asks our server; only an answer in time, with a good status, comes back. */
export async function ask(fetch: Fetch, path: string, init: Asked = {}, accepted: readonly number[] = []): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init, headers: { 'Accept-Language': pageLanguage(), ...init.headers } })
  } catch (cause) {
    throw new ApiProblem(path, 'offline', 0, SAYS[pageLanguage()]('app.noAnswer'), { cause })
  }
  if (!response.ok && !accepted.includes(response.status)) throw await problemOf(path, response)
  return response
}

export async function read<Schema extends z.ZodType>(path: string, response: Response, schema: Schema): Promise<z.infer<Schema>> {
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new ApiProblem(path, 'unreadable', response.status, SAYS[pageLanguage()]('app.notJson'), { cause })
  })
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const { path: where = [], message = '' } = parsed.error.issues[0] ?? {}
  throw new ApiProblem(path, 'unreadable', response.status, SAYS[pageLanguage()]('app.notAgreed', { where: `/${where.join('/')}`, what: message }))
}
