import type { Reject } from '#contract'
import { UnreadableField } from './unreadable-field.ts'

const MAX_KEPT = 1_000
const MAX_RAW = 200

/** Collects rejects: keeps the first, counts all. */
export interface RejectList {
  kept: Reject[]
  count(): number
  /** `raw` is cut; `times` counts for more than one record. */
  add(reject: Omit<Reject, 'raw' | 'pointer'> & { raw?: unknown; pointer?: string | undefined }, times?: number): void
}

export function createRejectList(): RejectList {
  const kept: Reject[] = []
  let total = 0
  return {
    kept,
    count: () => total,
    add({ raw: found, pointer, ...said }, times = 1) {
      total += times
      if (kept.length >= MAX_KEPT) return
      // The driver knew better than whoever stumbled over the field why it cannot be read.
      const { raw, reject } = found instanceof UnreadableField
        ? { raw: found.raw, reject: { ...said, code: found.code, reason: found.reason } }
        : { raw: found, reject: said }
      kept.push({ ...reject, ...(pointer === undefined ? {} : { pointer }), ...(raw === undefined ? {} : { raw: describeRaw(raw) }) })
    },
  }
}

/** The offending part as text, at most 200 characters, never half of a surrogate pair. */
function describeRaw(raw: unknown): string {
  const text = (typeof raw === 'string' ? raw : safeJson(raw)).slice(0, MAX_RAW)
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}

function safeJson(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? String(raw)
  } catch {
    return '(?)' // a circular thing out of a reshape, or a bigint
  }
}
