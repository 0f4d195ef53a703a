import * as z from 'zod'
import { Coverage, Period, Value, ValueState } from './sample.ts'
import { Freshness } from './freshness.ts'
import { RunId, SeriesName } from './ids.ts'
import { Outage } from './quality.ts'
import { Reject, Run } from './run.ts'
import { SourceScores } from './scores.ts'
import { SourceHealth, SourceInfo } from './source.ts'
import { EraBoundary } from './succession.ts'
import { Status } from './target.ts'
import { Moment } from './text.ts'
import { Cursor, SystemState } from './wire.ts'

/** Stable codes of refused requests. */
export const ProblemCode = z.enum([
  'bad-request', 'unauthorized', 'forbidden', 'not-found', 'method-not-allowed', 'conflict', 'too-large', 'unsupported-media',
  'too-many-requests', 'unavailable', 'internal', 'idempotency-key-reused', 'stale-draft', 'not-publishable',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** `application/problem+json` (RFC 9457). Title, `detail` and messages are in the language of `Accept-Language`, Vietnamese or English; without it Vietnamese. */
export const Problem = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

/** One reading as a department pushes it. `at` is ISO 8601 UTC. */
export const Reading = z.object({
  indicator: z.string(),
  subject: z.string(),
  at: z.string(),
  value: z.union([z.number(), z.string()]),
  period: Period.optional(),
  state: ValueState.optional(),
  coverage: Coverage.optional(),
})
export type Reading = z.infer<typeof Reading>

/**
 * `POST /api/v1/sources/:id/readings`: said only once the bus has confirmed. 202 instead of 200 when nothing of it counts yet because all of
 * it is unlike what the source always sent: it is kept and waits for a person, and need not be sent again.
 */
export const ReadingsAnswer = z.object({
  run: RunId,
  accepted: z.int(),
  /** Samples that wait, and why, in the language of `Accept-Language`. */
  held: z.object({ count: z.int().min(0), why: z.array(z.string()) }).optional(),
  rejected: z.array(Reject.pick({ index: true, code: true, pointer: true }).extend({ reason: z.string() })),
})
export type ReadingsAnswer = z.infer<typeof ReadingsAnswer>

/** One value of `GET /api/v1/live`. */
export const LiveValue = z.object({
  series: SeriesName,
  source: z.string(),
  freshness: Freshness,
  at: Moment.optional(),
  value: Value.optional(),
  liveUntil: Moment.optional(),
  period: z.string().optional(),
  state: ValueState.optional(),
  suspect: z.boolean().optional(),
  coverage: Coverage.optional(),
  /** Of a figure that grows over a period: the target of its day, what it should have come to by that day, and the verdict while it is fresh. */
  pace: z.object({ target: z.number(), expected: z.number(), status: Status }).optional(),
})
export type LiveValue = z.infer<typeof LiveValue>

/** `GET /api/v1/live?feeds=tthc,datacentre`: the socket's snapshot, written out. ETag changes with its content. */
export const LiveAnswer = z.object({
  epoch: z.string(),
  cursor: Cursor,
  at: Moment,
  feeds: z.array(z.string()),
  values: z.array(LiveValue),
  sources: z.array(SourceHealth),
  system: SystemState,
})
export type LiveAnswer = z.infer<typeof LiveAnswer>

/** One value of the past. */
export const PastSample = z.object({
  at: Moment,
  value: Value,
  /** What the step came to, of whole hours and days; `value` is the last of the step. */
  bucket: z.object({ n: z.int().min(0), mean: z.number(), min: z.number(), max: z.number() }).optional(),
  period: z.string().optional(),
  state: ValueState.optional(),
  suspect: z.boolean().optional(),
  coverage: Coverage.optional(),
  /** Brought here from the areas of before a change of boundaries, by the rule of `boundaries`; from so many of them. */
  apportioned: z.object({ parts: z.int().min(1) }).optional(),
})
export type PastSample = z.infer<typeof PastSample>

/**
 * `GET /api/v1/series/:indicator/:subject?from&to&step`. `step=raw` gives every sample kept; another step (`5m`) the last value
 * of each step, whole days by local clocks. `reach` tells from when on we have anything: before it we know nothing, which is not the same as nothing happened.
 * `boundaries` tells where the span meets a change of administrative boundaries: nothing may be compared over a `break`.
 */
export const SeriesAnswer = z.object({
  series: SeriesName,
  from: Moment,
  to: Moment,
  reach: Moment.optional(),
  samples: z.array(PastSample),
  boundaries: z.array(EraBoundary).optional(),
})
export type SeriesAnswer = z.infer<typeof SeriesAnswer>

/** `GET /api/v1/sources`: every source with its health and, where it runs here, its four scores; `/api/v1/sources/:id/runs`: its last passes. */
export const SourcesAnswer = z.object({
  sources: z.array(SourceHealth.extend({
    /** What it is and how it should come: `everyMs` is its rhythm, absent for one that sends when it likes. */
    info: SourceInfo.pick({ title: true, agency: true, system: true, driver: true, origin: true, everyMs: true }).optional(),
    scores: SourceScores.optional(),
    /** Work that was said beforehand: under way, or the next to come. */
    outage: Outage.pick({ from: true, to: true, reason: true }).optional(),
  })),
})
export const RunsAnswer = z.object({ runs: z.array(Run) })
export type RunsAnswer = z.infer<typeof RunsAnswer>

/** One part of `/readyz`. */
export const PartState = z.object({
  part: z.string(),
  ok: z.boolean(),
  /** True when the live wall cannot run without it. */
  needed: z.boolean(),
  detail: z.string(),
})
export type PartState = z.infer<typeof PartState>

/** `GET /readyz`: 200 while every needed part is well, else 503. */
export const ReadyAnswer = z.object({ ready: z.boolean(), system: SystemState, parts: z.array(PartState) })
export type ReadyAnswer = z.infer<typeof ReadyAnswer>
