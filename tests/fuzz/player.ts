import { normalise, type Normalised, type NormaliseContext, type RawRecord, type System } from '#kit'
import type { Random } from './mutate.ts'

/** What became of one spoilt payload. */
export type Played =
  | { kind: 'read'; samples: Normalised['samples']; reasons: readonly string[]; rejected: number; accepted?: number }
  | { kind: 'refused'; reason: string }

/** One driver under fire: makes a payload, hands it in by its real way, tells what became of it. */
export interface Player {
  driver: string
  /** `nth` counts its payloads, for what is too dear to do each time. */
  play(random: Random, nth: number): Promise<Played>
}

export type Context = Omit<NormaliseContext, 'receivedAt'>

/** The moment all of it comes in. */
export const NOW = Date.parse('2026-10-15T03:00:00Z')

export const readAs = (normalised: Normalised): Played =>
  ({ kind: 'read', samples: normalised.samples, rejected: normalised.rejectedCount, reasons: normalised.rejects.map(({ reason }) => reason.vi) })

export const readRecords = (system: System, records: readonly RawRecord[], context: Context): Played => readAs(normalise({ system, records, context: { ...context, receivedAt: NOW } }))
