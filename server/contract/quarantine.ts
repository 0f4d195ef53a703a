import * as z from 'zod'
import { AccountName } from './account.ts'
import { IndicatorId, RunId, SourceId } from './ids.ts'
import { QualityWord, SourceScores } from './scores.ts'
import { Said } from './text.ts'

/** In what an answer is unlike what its source always sent. Stable: clients and tests may rely on them. */
export const DriftRule = z.enum([
  'renamed-field', 'field-gone', 'unit-factor', 'decimal-as-thousands', 'old-answer', 'same-answer', 'no-rows', 'text-for-number',
  'duplicate-rows', 'missing-subjects', 'zero-for-empty', 'wrong-zone', 'unreadable',
])
export type DriftRule = z.infer<typeof DriftRule>

/** One thing found in one answer, with its place, before and after. */
export const Finding = z.object({
  rule: DriftRule,
  word: QualityWord,
  /** `hold-answer`: nothing of it counts. `hold-samples`: the samples concerned wait, the rest counts. `note`: all of it counts. */
  severity: z.enum(['hold-answer', 'hold-samples', 'note']),
  /** In plain words, for the person who sends the data. */
  text: Said,
  indicator: IndicatorId.optional(),
  /** JSON Pointer into a record. */
  pointer: z.string().optional(),
  before: Said.optional(),
  after: Said.optional(),
  /** A record that shows it, as JSON cut to 600 characters; `index` counts from 0. */
  example: z.object({ index: z.int().min(0), text: z.string().max(601) }).optional(),
  /** The first hundred it concerns. */
  subjects: z.array(z.string()).max(100).optional(),
  /** Samples that wait because of it. */
  held: z.int().min(0),
})
export type Finding = z.infer<typeof Finding>

/** `held`: waits for a person. `released`: read again, and good. `accepted`: somebody says the change is right. `discarded`: never counts. */
export const QuarantineState = z.enum(['held', 'released', 'accepted', 'discarded'])
export type QuarantineState = z.infer<typeof QuarantineState>

/** Answers in a row with the same findings, as one case. */
export const Quarantined = z.object({
  /** The first pass; names the case. */
  run: RunId,
  firstAt: z.number(),
  lastAt: z.number(),
  /** Answers held; `kept` of them can be read again. */
  count: z.int().min(1),
  kept: z.int().min(0),
  scope: z.enum(['answer', 'samples']),
  state: QuarantineState,
  /** Of the last of them. */
  findings: z.array(Finding).max(40),
  decidedBy: AccountName.optional(),
  decidedAt: z.number().optional(),
  reason: z.string().max(500).optional(),
})
export type Quarantined = z.infer<typeof Quarantined>

/** `GET /api/v1/sources/:id/quarantine`: what waits, what was decided, and what the last pass showed. Newest case first. */
export const QuarantineAnswer = z.object({
  source: SourceId,
  /** Whether what it delivers is compared with what it always delivered. */
  isWatched: z.boolean(),
  /** Good passes its usual answer was learnt from; fewer than three are not judged by. */
  learnt: z.int().min(0),
  notes: z.array(Finding),
  notedAt: z.number().optional(),
  cases: z.array(Quarantined),
  scores: SourceScores.optional(),
  /** Whether the asking person may decide. */
  mayDecide: z.boolean(),
})
export type QuarantineAnswer = z.infer<typeof QuarantineAnswer>

/** `POST /api/v1/sources/:id/quarantine/:run`. `rerun`: read the kept bytes with today's mapping; what is good counts. */
export const QuarantineDecision = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('rerun') }),
  z.strictObject({ action: z.enum(['accept', 'discard']), reason: z.string().trim().min(3).max(500) }),
])
export type QuarantineDecision = z.infer<typeof QuarantineDecision>

/** What became of it: `run` brought `published` samples; with `findings` it still waits. */
export const QuarantineOutcome = z.object({
  case: Quarantined,
  runs: z.array(RunId),
  published: z.int().min(0),
  findings: z.array(Finding),
  /** Answers whose bytes are gone, or cannot be read by today's mapping either. */
  unreadable: z.int().min(0),
})
export type QuarantineOutcome = z.infer<typeof QuarantineOutcome>
