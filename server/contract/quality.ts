import * as z from 'zod'
import { AccountName } from './account.ts'
import { AgencyId, IndicatorId, RunId, SourceId } from './ids.ts'
import { type DriftRule, Finding } from './quarantine.ts'
import { RawAnswer, Reject, type RejectCode } from './run.ts'
import { QualityWord } from './scores.ts'
import { Check } from './tally.ts'
import { Moment, Said } from './text.ts'

/** Each check counts under one word. */
export const WORD_OF_CHECK: Readonly<Record<Check, QualityWord>> = {
  unit: 'correct', range: 'correct', repeat: 'correct', zone: 'correct', places: 'complete', rows: 'complete', zeros: 'complete',
  readable: 'clean', fields: 'clean', unique: 'clean', answered: 'alive', 'on-time': 'alive',
}

/** What a record that could not be read counts against. */
export const CHECK_OF_REJECT: Readonly<Record<RejectCode, Check>> = {
  'not-an-object': 'readable', 'missing-value': 'readable', 'not-a-number': 'readable', 'unknown-indicator': 'readable', 'unknown-locality': 'readable',
  'unknown-subject': 'readable', 'bad-time': 'readable', 'bad-period': 'readable', 'bad-state': 'readable', 'not-of-this-source': 'readable', 'bad-coverage': 'readable',
  'too-many': 'readable', 'time-in-future': 'zone', 'time-too-old': 'repeat', 'out-of-range': 'range', 'bad-quality': 'range', 'wrong-unit': 'unit', 'duplicate-record': 'unique',
}

/** What an answer that is unlike all before counts against. */
export const CHECK_OF_RULE: Readonly<Record<DriftRule, Check>> = {
  'renamed-field': 'fields', unreadable: 'fields', 'field-gone': 'fields', 'unit-factor': 'unit', 'decimal-as-thousands': 'unit', 'old-answer': 'repeat', 'same-answer': 'repeat',
  'no-rows': 'rows', 'text-for-number': 'readable', 'duplicate-rows': 'unique', 'missing-subjects': 'places', 'zero-for-empty': 'zeros', 'wrong-zone': 'zone',
}

/** The word a finding of this rule counts under. */
export const wordOfRule = (rule: DriftRule): QualityWord => WORD_OF_CHECK[CHECK_OF_RULE[rule]]

const percent = (title: string, description: string) => z.number().min(0).max(100).meta({ title, description })

/** When a check is a worry, when it is bad, and how much must be good before anything is lost. */
export const CheckLevels = z.strictObject({
  warn: percent('Cần chú ý', 'Dưới mức này (%) phép kiểm tra cần chú ý / below it the check is watched'),
  fail: percent('Không đạt', 'Dưới mức này (%) phép kiểm tra không đạt / below it the check has failed'),
  mostly: z.number().min(0).max(1).meta({ title: 'Phần phải đạt', description: 'Từ phần này trở lên (0 đến 1) không mất điểm / from this share on nothing is lost' }),
})
export type CheckLevels = z.infer<typeof CheckLevels>

/** Levels of some checks; what is not named is inherited. */
export const ChecksAsked = z.partialRecord(Check, CheckLevels.partial())
export type ChecksAsked = z.infer<typeof ChecksAsked>

/** `quality.yaml` of a deployment: deployment, then agency, then source, then dataset; the nearest wins, entry by entry. */
export const QualitySettings = z.strictObject({
  checks: ChecksAsked.default({}).meta({ title: 'Cả tỉnh', description: 'Mức chung / for the whole deployment' }),
  agencies: z.record(AgencyId, ChecksAsked).default({}).meta({ title: 'Theo cơ quan', description: 'Mức riêng của một cơ quan / by agency' }),
  sources: z.record(SourceId, z.strictObject({ checks: ChecksAsked.default({}), datasets: z.record(IndicatorId, ChecksAsked).default({}) })).default({})
    .meta({ title: 'Theo nguồn', description: 'Mức riêng của một nguồn, và của từng bộ số liệu của nguồn / by source and its datasets' }),
})
export type QualitySettings = z.infer<typeof QualitySettings>

/** How one check did over a period. `points` is what it takes off its word. */
export const CheckScore = z.object({
  check: Check,
  word: QualityWord,
  good: z.number().min(0),
  all: z.number().min(0),
  points: z.number().min(0).max(100),
  status: z.enum(['good', 'watch', 'bad']),
  /** Whose loss it is, in the row of an agency. */
  source: SourceId.optional(),
  /** In plain words; only where something was lost. */
  text: Said.optional(),
})
export type CheckScore = z.infer<typeof CheckScore>

/** Scores 0 to 100 of one source, dataset (an indicator of a source) or agency; a word is absent where there was nothing to count. */
export const QualityRow = z.object({
  agency: AgencyId,
  source: SourceId.optional(),
  dataset: IndicatorId.optional(),
  correct: z.number().min(0).max(100).optional(),
  complete: z.number().min(0).max(100).optional(),
  clean: z.number().min(0).max(100).optional(),
  alive: z.number().min(0).max(100).optional(),
  passes: z.int().min(0),
  /** The most lost first. */
  checks: z.array(CheckScore),
})
export type QualityRow = z.infer<typeof QualityRow>

export const QualityBy = z.enum(['source', 'dataset', 'agency'])
export type QualityBy = z.infer<typeof QualityBy>

/** `GET /api/v1/quality?from&to&by`: whole hours. `passes` instead of `hours`: without PostgreSQL, of the passes of the last day that are still kept. */
export const QualityAnswer = z.object({
  from: Moment,
  to: Moment,
  by: QualityBy,
  counted: z.enum(['hours', 'passes']),
  rows: z.array(QualityRow),
})
export type QualityAnswer = z.infer<typeof QualityAnswer>

/** One pass that lost something under a check: what was found, what could not be read, and the bytes to look at. */
export const LostRow = z.object({
  run: RunId,
  at: Moment,
  lost: z.number().min(0),
  error: Said.optional(),
  findings: z.array(Finding),
  rejects: z.array(Reject),
  raw: z.array(RawAnswer.omit({ place: true })),
})
export type LostRow = z.infer<typeof LostRow>

/** `GET /api/v1/quality/rows?source&check&dataset&from&to`: newest first, at most fifty; `reach` is from when on passes are kept. */
export const LostRowsAnswer = z.object({
  source: SourceId,
  check: Check,
  dataset: IndicatorId.optional(),
  from: Moment,
  to: Moment,
  reach: Moment,
  rows: z.array(LostRow),
  /** Stretches without a good answer, of `on-time`. */
  gaps: z.array(z.object({ from: Moment, to: Moment })),
  /** More were lost than are shown. */
  isCut: z.boolean(),
})
export type LostRowsAnswer = z.infer<typeof LostRowsAnswer>

/** Work on a source, said before it begins: time within does not count against đủ and sống. */
export const Outage = z.object({
  id: z.uuid(),
  source: SourceId,
  from: Moment,
  to: Moment,
  reason: z.string(),
  declaredBy: AccountName,
  declaredAt: Moment,
  withdrawnBy: AccountName.optional(),
  withdrawnAt: Moment.optional(),
})
export type Outage = z.infer<typeof Outage>

/** `POST /api/v1/sources/:id/outages`: before it begins, by a person with a name. */
export const OutageAsked = z.strictObject({
  from: Moment,
  to: Moment,
  reason: z.string().trim().min(3).max(500),
})
export type OutageAsked = z.infer<typeof OutageAsked>

/** `GET /api/v1/outages`: those to come, those under way and those of the last thirty days, of sources one may read; newest first. */
export const OutagesAnswer = z.object({ outages: z.array(Outage.extend({ mayWithdraw: z.boolean() })), maySay: z.array(SourceId) })
export type OutagesAnswer = z.infer<typeof OutagesAnswer>
