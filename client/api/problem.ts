import { Problem, type ProblemCode } from '#contract'

/** A request that failed, with what a person may read. `offline`: nobody answered; `unreadable`: not what we agreed on. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | 'offline' | 'unreadable'
  readonly status: number
  /** What a person may read, without where it was asked. */
  readonly detail: string
  /** The places that are wrong, each with its reason. */
  readonly errors: NonNullable<Problem['errors']>

  constructor(asked: string, code: ApiProblem['code'], status: number, detail: string, options?: ErrorOptions & { errors?: Problem['errors'] }) {
    super(`${asked}: ${detail}`, options)
    this.code = code
    this.status = status
    this.detail = detail
    this.errors = options?.errors ?? []
  }
}

/** Turns a refusal into a problem; a proxy's HTML page counts as `unreadable`. */
export async function problemOf(asked: string, response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined)
  const problem = Problem.safeParse(body)
  if (problem.success) {
    const { code, status, title, detail, errors } = problem.data
    return new ApiProblem(asked, code, status, detail ?? title, { errors })
  }
  if (response.status === 401) return new ApiProblem(asked, 'unauthorized', 401, 'HTTP 401')
  return new ApiProblem(asked, 'unreadable', response.status, `HTTP ${response.status}`)
}
