import * as z from 'zod'
import { Freshness } from './freshness.ts'
import { RunId, SeriesName, SourceId } from './ids.ts'
import { RawAnswer, Reject, SourceErrorKind } from './run.ts'
import { Coverage, Value, ValueState } from './sample.ts'
import { Origin } from './source.ts'
import { Moment, Said, Text } from './text.ts'

/** A value told for a moment: the first, or one that corrected it. */
export const ToldValue = z.object({
  value: Value,
  source: SourceId,
  run: RunId,
  receivedAt: Moment,
  state: ValueState.optional(),
  coverage: Coverage.optional(),
})
export type ToldValue = z.infer<typeof ToldValue>

/** One figure a derived one was computed from, as it is known now. Without `value` it was missing. */
export const LineageInput = z.object({
  series: SeriesName,
  at: Moment.optional(),
  value: Value.optional(),
  coverage: Coverage.optional(),
  /** False: known, and not counted (out of date, or told later). Absent where that is not known any more. */
  counted: z.boolean().optional(),
})
export type LineageInput = z.infer<typeof LineageInput>

/** By which rule a derived figure came about. */
export const LineageFormula = z.object({
  /**
   * `sum`, `max`, `mean`: of the parts; `weighted`: of the parts' own parts, never a mean of rates; `formula`: as written;
   * `apportioned`: brought here from the areas of before a change of boundaries.
   */
  kind: z.enum(['sum', 'max', 'mean', 'weighted', 'formula', 'apportioned']),
  /** As an official would write it. */
  text: Said,
  version: z.string().optional(),
  /** The first hundred; `inputCount` counts all. */
  inputs: z.array(LineageInput).max(100),
  inputCount: z.int().min(0),
})
export type LineageFormula = z.infer<typeof LineageFormula>

/** Whether the bytes received can still be shown: `kept` with their hash, `gone` (dropped for age or room), `damaged` (another hash), `hidden` (no right). */
export const RawState = z.enum(['kept', 'gone', 'damaged', 'hidden'])
export type RawState = z.infer<typeof RawState>

export const LineageRaw = RawAnswer.omit({ place: true }).extend({ state: RawState })
export type LineageRaw = z.infer<typeof LineageRaw>

/** The pass that brought the figure. */
export const LineageRun = z.object({
  id: RunId,
  startedAt: Moment,
  endedAt: Moment,
  accepted: z.int(),
  rejected: z.int(),
  rejects: z.array(Reject.pick({ index: true, code: true, reason: true })),
  error: z.object({ kind: SourceErrorKind, message: Said }).optional(),
  raw: z.array(LineageRaw),
})
export type LineageRun = z.infer<typeof LineageRun>

/** What a figure between two passes was computed from: the records of this answer, and those of the one before with its bytes. */
export const LineageBasis = z.object({
  /** As JSON, cut to 4,000 characters each. */
  now: z.string().max(4_001),
  before: z.object({ run: RunId, at: Moment, text: z.string().max(4_001), raw: z.array(LineageRaw) }),
})
export type LineageBasis = z.infer<typeof LineageBasis>

/** The record the figure was read out of, found again in the kept bytes with today's mapping. */
export const LineageRecord = z.object({
  index: z.int().min(0),
  /** As JSON, cut to 4,000 characters. */
  text: z.string().max(4_001),
  /** JSON Pointer to the value, where the system reads it from one place. */
  pointer: z.string().optional(),
  scale: z.number().optional(),
  /** What today's mapping makes of it; another value than the figure's means that the mapping has changed since. */
  value: Value,
  /** Of a record that no one answer holds. */
  basis: LineageBasis.optional(),
})
export type LineageRecord = z.infer<typeof LineageRecord>

/** Why there is no record to show. */
export const NoRecord = z.enum(['computed', 'made-up', 'run-forgotten', 'bytes-gone', 'no-right', 'not-found'])
export type NoRecord = z.infer<typeof NoRecord>

/**
 * `GET /api/v1/samples/:series/lineage?at=`: the way back from a figure to the bytes it was read out of. Without `at` the
 * latest. `GET /api/v1/sources/:source/runs/:run/raw/:n` gives the bytes.
 */
export const Lineage = z.object({
  series: SeriesName,
  at: Moment,
  value: Value,
  /** Of a value of that moment, by the indicator's rule and the server's clock now. */
  freshness: Freshness,
  period: z.string().optional(),
  suspect: z.boolean().optional(),
  coverage: Coverage.optional(),
  state: ValueState.optional(),
  origin: Origin,
  source: z.object({ id: SourceId, title: Text.optional(), system: z.string().optional() }),
  /** All values told for this moment, the one in force first. */
  told: z.array(ToldValue),
  formula: LineageFormula.optional(),
  run: LineageRun.optional(),
  record: LineageRecord.optional(),
  noRecord: NoRecord.optional(),
})
export type Lineage = z.infer<typeof Lineage>
