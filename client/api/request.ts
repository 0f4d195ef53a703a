import type * as z from 'zod'
import { ApiProblem, problemOf } from './problem.ts'

export type Fetch = typeof globalThis.fetch

const PATIENCE_MS = 10_000

/** Asks our server; only an answer in time, with a good status, comes back. */
export async function ask(fetch: Fetch, path: string, init: RequestInit = {}, accepted: readonly number[] = []): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init })
  } catch (cause) {
    throw new ApiProblem(path, 'offline', 0, 'không có trả lời từ máy chủ', { cause })
  }
  if (!response.ok && !accepted.includes(response.status)) throw await problemOf(path, response)
  return response
}

export async function read<Schema extends z.ZodType>(path: string, response: Response, schema: Schema): Promise<z.infer<Schema>> {
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new ApiProblem(path, 'unreadable', response.status, 'trả lời không phải JSON', { cause })
  })
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const { path: where = [], message = '' } = parsed.error.issues[0] ?? {}
  throw new ApiProblem(path, 'unreadable', response.status, `trả lời khác thỏa thuận tại /${where.join('/')}: ${message}`)
}
