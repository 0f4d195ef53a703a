import * as z from 'zod'
import { RunId, SourceId } from './ids.ts'
import { Finding } from './quarantine.ts'
import { Tally } from './tally.ts'
import { Said } from './text.ts'

/** Why a raw record could not be read. Stable: clients and tests may rely on them. */
export const RejectCode = z.enum([
  'not-an-object', 'missing-value', 'not-a-number', 'unknown-indicator', 'unknown-locality', 'unknown-subject',
  'bad-time', 'time-in-future', 'time-too-old', 'bad-period', 'bad-state', 'out-of-range', 'not-of-this-source',
  'duplicate-record', 'bad-coverage', 'wrong-unit', 'bad-quality', 'too-many',
])
export type RejectCode = z.infer<typeof RejectCode>

/** A raw record we could not read, kept with the reason. `index` counts records of the answer from 0. */
export const Reject = z.object({
  index: z.int().min(0),
  /** JSON Pointer into the record, where known. */
  pointer: z.string().optional(),
  code: RejectCode,
  /** In plain words, for the person who sends the data. */
  reason: Said,
  /** The offending part, cut to 200 characters. */
  raw: z.string().max(200).optional(),
})
export type Reject = z.infer<typeof Reject>

/** What went wrong with a whole pass, by what one can do about it. `drift`: readable, but unlike what the source always sent; it waits in quarantine. */
export const SourceErrorKind = z.enum(['config', 'auth', 'unreachable', 'rate-limited', 'malformed', 'drift'])
export type SourceErrorKind = z.infer<typeof SourceErrorKind>

/** Where the bytes of a raw answer lie and how to prove they are the same: SHA-256 in hex. */
export const RawAnswer = z.object({
  sha256: z.string().length(64),
  bytes: z.int().min(0),
  contentType: z.string().optional(),
  /** Opaque place in the raw store. */
  place: z.string().optional(),
})
export type RawAnswer = z.infer<typeof RawAnswer>

/** One pass of one source. */
export const Run = z.object({
  id: RunId,
  source: SourceId,
  startedAt: z.number(),
  endedAt: z.number(),
  /** Fencing number of the lease under which it ran; a later run of the same source has a larger one. */
  fence: z.int().min(0),
  raw: z.array(RawAnswer),
  accepted: z.int().min(0),
  /** Accepted, but equal to what was known: nothing new was written for these. */
  unchanged: z.int().min(0),
  rejected: z.int().min(0),
  /** The first rejects, at most 50; `rejected` counts all. */
  rejects: z.array(Reject).max(50),
  /** Samples left out because they are doubtful; they wait in quarantine. */
  held: z.int().min(0).optional(),
  /** What was found unusual, without its examples; absent where nothing was. */
  findings: z.array(Finding).max(12).optional(),
  /** What it adds to the scores; absent where it is no pass of its own: a held answer read again. */
  tally: Tally.optional(),
  /** The newest `at` among the accepted samples. */
  newestAt: z.number().optional(),
  error: z.object({ kind: SourceErrorKind, message: Said }).optional(),
})
export type Run = z.infer<typeof Run>
