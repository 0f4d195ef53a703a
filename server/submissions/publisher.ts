import type { RunId } from '#contract'
import { BusFullError, BusUnavailableError } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { DbUnavailableError } from '../db/index.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Intake } from './intake.ts'
import type { Kept, SubmissionStore } from './store.ts'
import type { Turns } from './turns.ts'

const EVERY_MS = 5_000
const MOST_AT_ONCE = 20

export interface PublisherDeps {
  intake: Pick<Intake, 'receiveSigned'>
  store: SubmissionStore
  turns: Turns
  clock: Clock
  log: Log
}

/** Brings what was signed off onto the bus, now or, after a kill or an outage, later; its key makes it count once. */
export interface Publisher {
  start(): void
  stop(): Promise<void>
  /** Undefined when it must wait for the next try. */
  publish(kept: Kept): Promise<RunId | undefined>
  /** One try of everything that is signed off and not on the bus. */
  catchUp(): Promise<void>
}

export function createPublisher({ intake, store, turns, clock, log }: PublisherDeps): Publisher {
  const underWay = new Map<string, Promise<RunId | undefined>>()
  /** Said once per submission, not every five seconds. */
  const told = new Set<string>()
  let cancel = () => {}
  let catching: Promise<void> | undefined

  async function bring(kept: Kept): Promise<RunId | undefined> {
    const body = await store.body(kept.id)
    const received = await turns.run(async () => intake.receiveSigned(kept.source, { body, contentType: kept.contentType }, `submission:${kept.id}`))
    if (received === undefined) throw new Error(`source ${kept.source} is not there any more`)
    if (received.kind === 'conflict') throw new Error('its key was used for other bytes')
    await store.setRun(kept.id, received.run.id)
    told.delete(kept.id)
    return received.run.id
  }

  function publish(kept: Kept): Promise<RunId | undefined> {
    const one = underWay.get(kept.id) ?? bring(kept).finally(() => underWay.delete(kept.id))
    underWay.set(kept.id, one)
    return one
  }

  const tell = (id: string, thrown: unknown) => {
    if (told.has(id)) return
    told.add(id)
    log.warn({ submission: id, reason: describeError(thrown) }, 'signed off and not on the bus yet; tried again')
  }

  async function catchUp(): Promise<void> {
    try {
      for (const kept of await store.unpublished(MOST_AT_ONCE)) {
        try {
          await publish(kept)
        } catch (thrown) {
          tell(kept.id, thrown)
          if (isOutage(thrown)) return
        }
      }
    } catch (thrown) {
      if (!(thrown instanceof DbUnavailableError)) log.error({ reason: describeError(thrown) }, 'what was signed off cannot be looked up')
    }
  }

  const turn = () => {
    catching ??= catchUp().finally(() => (catching = undefined))
  }

  return {
    start() {
      turn()
      cancel = clock.every(EVERY_MS, turn)
    },
    async stop() {
      cancel()
      await catching
      await Promise.allSettled(underWay.values())
    },
    publish: (kept) => publish(kept).catch((thrown: unknown) => {
      tell(kept.id, thrown)
      return undefined
    }),
    catchUp,
  }
}

const isOutage = (thrown: unknown): boolean => thrown instanceof BusUnavailableError || thrown instanceof BusFullError || thrown instanceof DbUnavailableError
