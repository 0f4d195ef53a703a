import type { RejectCode, Text } from '#contract'

/**
 * Stands in a record for a field (or for a whole record) that the driver found but could not read, as a cell of a sheet:
 * normalise makes of it a reject with this code and this reason, which names the place as the sender knows it.
 */
export class UnreadableField {
  readonly code: RejectCode
  /** In plain words: where it is and what is wrong with it. */
  readonly reason: Text
  /** What stood there, as text. */
  readonly raw: string | undefined
  constructor(code: RejectCode, reason: Text, raw?: string) {
    this.code = code
    this.reason = reason
    this.raw = raw
  }
}
