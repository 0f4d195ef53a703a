import type { Bus } from './bus/index.ts'
import type { Clock } from './clock.ts'
import { describeError } from './errors.ts'
import type { Log } from './log.ts'

const EVERY_MS = 60_000
/** What a screen may ask back of the recent past; history in PostgreSQL takes over what is older. */
const KEEP = { maxAgeMs: 3 * 86_400_000, maxEntries: 500_000 }

/** Cuts the log's old end now and then. Every process may do it: the bus never drops what a durable reader has not taken. */
export function keepTrimmed({ bus, clock, log }: { bus: Bus; clock: Clock; log: Log }): () => void {
  return clock.every(EVERY_MS, () => {
    bus.trim(KEEP).catch((thrown: unknown) => log.warn({ reason: describeError(thrown) }, 'the log was not trimmed'))
  })
}
