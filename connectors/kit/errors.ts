import type { SourceErrorKind, Text } from '#contract'

/**
 * A pass could not go on. `kind` says what one can do about it: `config` (mend our settings), `auth` (ask the department for
 * access), `unreachable` (wait, call them), `rate-limited` (wait `retryAfterMs`), `malformed` (their answer changed).
 * `text` is plain, names the place, and never holds a secret; `message` is its Vietnamese, for logs.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly kind: SourceErrorKind
  readonly text: Text
  readonly retryAfterMs: number | undefined
  constructor(kind: SourceErrorKind, text: Text, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(text.vi, { cause: options.cause })
    this.kind = kind
    this.text = text
    this.retryAfterMs = options.retryAfterMs
  }
}
