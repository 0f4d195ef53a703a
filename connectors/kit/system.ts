import * as z from 'zod'
import { AgencyId, DueRule, IndicatorId, Text } from '#contract'

/** `''` (the record itself) or `/a/b/0`, RFC 6901. */
export const JsonPointer = z.string().regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'expected a JSON Pointer such as /data/items')

/**
 * One indicator read out of one record. The value lies at `value`; `scale` multiplies it; a text number is read by `format`:
 * `json` (a JSON number or plain text like 12.5), `vi` (1.234,5). Never guessed from the look of it.
 */
export const ReadingDefinition = z.strictObject({
  indicator: IndicatorId,
  value: JsonPointer,
  scale: z.number().optional(),
  format: z.enum(['json', 'vi', 'text']).default('json'),
  /** The record counts for this reading only where these members have these values (Prometheus name and labels). */
  where: z.record(JsonPointer, z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** A missing or null value is simply no reading (true), or a reject (false). */
  optional: z.boolean().default(false),
  /** Values outside are rejects, not numbers to show. */
  min: z.number().optional(),
  max: z.number().optional(),
  coverage: z.strictObject({ reported: JsonPointer, expected: JsonPointer }).optional(),
  /** A fixed subject for this reading instead of the system's `subject` or `locality`. */
  subject: z.string().optional(),
})
export type ReadingDefinition = z.infer<typeof ReadingDefinition>

/**
 * A department's product: what its answer means. Plain data under this schema, so a definition kept in a database is the
 * same shape. One of `subject` (pointer to a subject id), `locality` (pointer to an official code of today's era) or
 * `indicator` + `subject` pointers (our own push format) says what a record is about. With both `subject` and `locality`, a
 * record that has no subject is of a locality.
 */
export const SystemDefinition = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: Text,
  short: Text,
  agency: AgencyId,
  driver: z.string(),
  config: z.record(z.string(), z.unknown()).default({}),
  every: z.string().optional(),
  due: DueRule.optional(),
  locality: JsonPointer.optional(),
  subject: JsonPointer.optional(),
  indicator: JsonPointer.optional(),
  /** Pointer to the record's time; absent: the time of the answer. */
  at: JsonPointer.optional(),
  /** How the time is written: ISO 8601 with zone; `local` without zone, in the deployment's zone; epoch numbers. */
  atFormat: z.enum(['iso', 'local', 'epoch-s', 'epoch-ms', 'dd/MM/yyyy HH:mm:ss']).default('iso'),
  period: JsonPointer.optional(),
  state: JsonPointer.optional(),
  /** Pointer to the word `suspect` where the sender itself doubts the record; absent, null or `good`: no doubt. */
  quality: JsonPointer.optional(),
  /** Value and coverage pointers of a self-describing record (with `indicator`). */
  value: JsonPointer.optional(),
  coverage: JsonPointer.optional(),
  readings: z.array(ReadingDefinition).default([]),
})
export type SystemDefinition = z.infer<typeof SystemDefinition>

/** What a reshape may know beside the records. */
export interface ReshapeFacts {
  /** Official codes of the communes of today, for a system that counts: who is not in its answer has 0, and must be said to. */
  communes: readonly string[]
  /** Official code of the province. */
  province: string
  /** When we had the answer, epoch ms. */
  receivedAt: number
}

/** A system, and, for a truly odd answer, one pure function that makes ordinary records of it. */
export interface System extends SystemDefinition {
  reshape: ((records: unknown[], facts: ReshapeFacts) => unknown[]) | undefined
}

/** Declares a system; throws at import when the definition is wrong, because a wrong definition is a fault of ours. */
export function defineSystem(definition: z.input<typeof SystemDefinition> & { reshape?: System['reshape'] }): System {
  const { reshape, ...data } = definition
  return { ...SystemDefinition.parse(data), reshape }
}
