import * as z from 'zod'
import { Duration } from './duration.ts'
import { DueRule } from './due.ts'
import { Freshness } from './freshness.ts'
import { AgencyId, IndicatorId, SourceId } from './ids.ts'
import { SourceErrorKind } from './run.ts'
import { Moment, Said, Text } from './text.ts'

/** Where a value comes from in truth. Anything but `real` is shown with *Minh họa* and stays marked in history. */
export const Origin = z.enum(['real', 'simulated', 'backfill'])
export type Origin = z.infer<typeof Origin>

/** Who told of the past before we were there bears this at the end of its name for ever; it stands in no catalogue. */
export const isBackfilled = (source: string): boolean => source.endsWith('backfill')

/** One file of `deployments/<province>/sources/*.yaml`: which system, where, how often, which secret. */
export const SourceSettings = z.strictObject({
  id: SourceId,
  system: z.string().min(1),
  /** Overrides of the system's title for screens. */
  title: Text.optional(),
  short: Text.optional(),
  agency: AgencyId.optional(),
  origin: Origin.default('real'),
  enabled: z.boolean().default(true),
  /** `demo`: only with the demonstration (IOC_DEMO other than 0). */
  only: z.enum(['demo']).optional(),
  every: Duration.optional(),
  /** Pauses its owner told of beforehand (UTC): what does not come then is shown as announced, not as missing. */
  pauses: z.array(z.strictObject({ from: Moment, until: Moment, reason: Text.optional() })).optional(),
  /** The longest one pass may take. */
  timeout: Duration.optional(),
  /** Address ranges this source may be asked at, CIDR. Empty: public addresses only. */
  allow: z.array(z.string()).default([]),
  /** Settings for the driver, merged over the system's; `${NAME}` is filled from the environment at start. */
  config: z.record(z.string(), z.unknown()).default({}),
  due: DueRule.optional(),
  /** Overrides of readings by indicator: another pointer, scale or format than the system's. */
  readings: z.record(IndicatorId, z.strictObject({ value: z.string().optional(), scale: z.number().optional() })).default({}),
})
export type SourceSettings = z.infer<typeof SourceSettings>

/** A source as screens may know it. */
export const SourceInfo = z.object({
  id: SourceId,
  title: Text,
  short: Text,
  agency: AgencyId,
  system: z.string(),
  driver: z.string(),
  origin: Origin,
  /** Rhythm of its passes in ms; absent for a source that sends when it likes. */
  everyMs: z.number().optional(),
  /** Announced pauses, epoch ms; absent where there are none. */
  pauses: z.array(z.object({ from: z.number(), until: z.number() })).optional(),
  feeds: z.array(z.string()),
  /** The indicators it delivers; absent where its records themselves say what they are of. */
  indicators: z.array(IndicatorId).optional(),
})
export type SourceInfo = z.infer<typeof SourceInfo>

/** One half hour of a source's heartbeat. `paused`: nothing came, and that had been announced beforehand. */
export const Beat = z.enum(['on-time', 'late', 'missing', 'paused', 'none'])
export type Beat = z.infer<typeof Beat>

/** How a source does right now. */
export const SourceHealth = z.object({
  id: SourceId,
  freshness: Freshness,
  /** Newest `at` it delivered. */
  newestAt: z.number().optional(),
  lastRunAt: z.number().optional(),
  lastGoodRunAt: z.number().optional(),
  error: z.object({ kind: SourceErrorKind, message: Said, since: z.number() }).optional(),
  accepted: z.int(),
  rejected: z.int(),
  /** Series of this source by freshness now. */
  series: z.object({ total: z.int(), live: z.int() }),
  /** 48 half hours, oldest first, the current one last. */
  beats: z.array(Beat).length(48),
  /** Ingest answers 503 just now (memory or disk at its bound). */
  paused: z.boolean(),
})
export type SourceHealth = z.infer<typeof SourceHealth>
