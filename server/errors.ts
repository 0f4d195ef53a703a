import type { ProblemCode, Text } from '#contract'

/** A place of what was asked, as a JSON Pointer, and what is wrong there. */
interface Wrong {
  pointer: string
  message: Text
}

/** A request we refuse or cannot serve. `detail` is safe to show: it never holds a secret or a path of this machine. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: ProblemCode
  readonly detail: Text | undefined
  readonly retryAfterS: number | undefined
  readonly errors: Wrong[] | undefined
  /** Further members of the answer: what stands there instead. */
  readonly more: Readonly<Record<string, unknown>> | undefined
  constructor(
    status: number,
    code: ProblemCode,
    detail?: Text,
    options: { cause?: unknown; retryAfterS?: number; errors?: Wrong[]; more?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(detail?.vi ?? code, { cause: options.cause })
    this.status = status
    this.code = code
    this.detail = detail
    this.retryAfterS = options.retryAfterS
    this.errors = options.errors
    this.more = options.more
  }
}

/** A fault at start that a person must mend: printed plainly, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** A short text of any thrown thing, for logs and `cause` chains. */
export function describeError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause === undefined ? thrown.message : `${thrown.message}: ${describeError(thrown.cause)}`
}
