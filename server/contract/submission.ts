import * as z from 'zod'
import { AccountName } from './account.ts'
import { RunId, SeriesName, SourceId } from './ids.ts'
import { DriftRule, Finding } from './quarantine.ts'
import { Period, Value, ValueState } from './sample.ts'
import { Reject, RejectCode } from './run.ts'
import { Moment, Said } from './text.ts'

/** How figures were handed in: a file in the browser, a file laid into the source's drop folder, or typed into the form. */
export const SubmissionWay = z.enum(['upload', 'drop', 'manual'])
export type SubmissionWay = z.infer<typeof SubmissionWay>

/** `waiting`: for a second person. `approved`: signed off; its figures are on the way or, with `run`, on the bus. `refused`: sent back. `withdrawn`: by its sender. */
export const SubmissionState = z.enum(['waiting', 'approved', 'refused', 'withdrawn'])
export type SubmissionState = z.infer<typeof SubmissionState>

/** Figures one person handed in and another signs off: nothing of it is a number of the province before that. */
export const Submission = z.object({
  id: z.uuid(),
  source: SourceId,
  way: SubmissionWay,
  fileName: z.string().max(200).optional(),
  /** SHA-256 of the bytes received, hex; the bytes are kept beside it. */
  sha256: z.string().length(64),
  bytes: z.int().min(0),
  /** Absent for a drop folder: nobody signed the file. */
  sentBy: AccountName.optional(),
  sentAt: Moment,
  /** Why it is sent: of a correction, the reason. */
  remark: z.string().max(500).optional(),
  state: SubmissionState,
  /** As read when it came in; read again from the same bytes when it is approved. */
  figures: z.int().min(0),
  rejected: z.int().min(0),
  decidedBy: AccountName.optional(),
  decidedAt: Moment.optional(),
  /** Of a refusal, the reason. */
  answer: z.string().max(500).optional(),
  /** In what it was unlike what was signed off before, as the person who approved it had seen. */
  findings: z.array(Finding).max(40).optional(),
  /** The pass that brought its figures onto the bus. */
  run: RunId.optional(),
  /** What the asking person may do with it now. */
  may: z.array(z.enum(['approve', 'refuse', 'withdraw'])),
})
export type Submission = z.infer<typeof Submission>

/** One figure as it would stand on the screens, with the row it came from. */
export const PreviewFigure = z.object({
  series: SeriesName,
  /** Where the delivery has rows. */
  row: z.int().optional(),
  at: Moment,
  value: Value,
  period: Period.optional(),
  state: ValueState.optional(),
  /** Live value of the series now, where there is one: what the new one replaces or corrects. */
  now: Value.optional(),
})
export type PreviewFigure = z.infer<typeof PreviewFigure>

const Problem = z.object({ field: z.string().optional(), column: z.string().optional(), reason: Said, text: z.string().optional() })

/**
 * A delivery row by row before it counts. `rows` as the sender's program numbers them, `figures` what comes out of the good
 * fields, `rejects` what does not (a place we do not know, a value out of range), each by row. Lists are cut, counts are whole.
 */
export const SubmissionPreview = z.object({
  sha256: z.string().length(64),
  bytes: z.int(),
  sheet: z.string().optional(),
  headerRow: z.int().optional(),
  columns: z.array(z.object({ heading: z.string(), field: z.string().optional() })),
  rows: z.array(z.object({
    row: z.int(),
    fields: z.record(z.string(), z.union([z.string(), z.number()])),
    problems: z.array(Problem.extend({ code: RejectCode })),
    notes: z.array(Problem),
  })).max(500),
  rowCount: z.int(),
  figures: z.array(PreviewFigure).max(500),
  figureCount: z.int(),
  /** `row` where the delivery has rows. */
  rejects: z.array(Reject.extend({ row: z.int().optional() })).max(50),
  rejectCount: z.int(),
  /** In what it is unlike what was signed off before: warnings, nothing is left out. Absent when that could not be looked up. */
  findings: z.array(Finding).max(40).optional(),
  /** Handed in before with the same bytes, and not refused or withdrawn. */
  before: z.uuid().optional(),
})
export type SubmissionPreview = z.infer<typeof SubmissionPreview>

/** A source into which the asking person may hand figures, or whose figures they may sign off. */
export const SubmissionSource = z.object({
  id: SourceId,
  may: z.array(z.enum(['send', 'approve'])),
  way: z.enum(['file', 'form']),
  /** Of a file: what its columns must be called, in the order of the template. */
  columns: z.array(z.object({ headings: z.array(z.string()), kind: z.string(), optional: z.boolean() })),
  /** Of a form: the indicators that may be typed. */
  indicators: z.array(z.string()),
  maxBytes: z.int(),
})
export type SubmissionSource = z.infer<typeof SubmissionSource>

/** One line typed into the form: `at` is a local date `yyyy-MM-dd`, `value` as typed, `1.234,5`. */
export const ManualRow = z.strictObject({
  indicator: z.string().max(120),
  subject: z.string().max(80),
  at: z.string().max(40),
  period: z.string().max(20).optional(),
  value: z.string().max(64),
  state: ValueState.optional(),
})
export type ManualRow = z.infer<typeof ManualRow>

/** Body of a source whose figures are typed. */
export const ManualForm = z.strictObject({ rows: z.array(ManualRow).min(1).max(200) })
export type ManualForm = z.infer<typeof ManualForm>

/** `GET /api/v1/submissions`: what I may see of it, newest first, at most 200; and where I may hand in. */
export const SubmissionsAnswer = z.object({ sources: z.array(SubmissionSource), submissions: z.array(Submission) })
export type SubmissionsAnswer = z.infer<typeof SubmissionsAnswer>

/** `POST /api/v1/submissions/:id/decision`. Where the preview has findings other than notes, approving names their rules: they were seen. A refusal and a correction carry a reason. */
export const Decision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve'), seen: z.array(DriftRule).max(40).optional() }),
  z.strictObject({ decision: z.literal('refuse'), answer: z.string().min(3).max(500) }),
  z.strictObject({ decision: z.literal('withdraw') }),
])
export type Decision = z.infer<typeof Decision>
