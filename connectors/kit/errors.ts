import type { SourceErrorKind } from '#contract'

/**
 * A pass could not go on. `kind` says what one can do about it: `config` (mend our settings), `auth` (ask the department for
 * access), `unreachable` (wait, call them), `rate-limited` (wait `retryAfterMs`), `malformed` (their answer changed).
 * `message` is plain Vietnamese, names the place, and never holds a secret.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly kind: SourceErrorKind
  readonly retryAfterMs: number | undefined
  constructor(kind: SourceErrorKind, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs
  }
}
