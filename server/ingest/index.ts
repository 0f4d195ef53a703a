import type { LineageRecord, QuarantineAnswer, QuarantineDecision, QuarantineOutcome, SourceId, SourceInfo } from '#contract'
import type { Delivery } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import { findRecord, type RecordAsked } from './find-record.ts'
import { type HandInSource, handInOf } from './hand-ins.ts'
import { createListener } from './listener.ts'
import { createPoller, type PollerDeps } from './poller.ts'
import { createQuarantine } from './quarantine.ts'
import { type Decider, decideCase, listCases } from './decide-case.ts'
import { type Read, readHandedIn } from './read.ts'
import { type Received, receiveDelivery } from './receive.ts'
import { createSentWatcher } from './watch-sent.ts'

/** Published again after an outage of days, a figure must not overwrite a later correction. */
const SIGNED_KEPT_MS = 7 * 86_400_000

/** Runs sources: every answer asked for or sent in becomes one run on the bus, good or bad, and one bad source disturbs no other. */
export interface Ingest {
  start(): void
  stop(): Promise<void>
  /** Takes another set of sources; those that did not change go on undisturbed. */
  setSources(sources: readonly ConfiguredSource[]): Promise<void>
  /** Undefined when there is no such source or it is not one that sends. */
  receive(source: SourceId, delivery: Delivery, idempotencyKey: string | undefined): Promise<Received> | undefined
  /** How a source that signs its deliveries proves who it is; undefined for every other, which shows a key. */
  signed(source: SourceId): { maxBytes: number; verify(delivery: Delivery): void } | undefined
  /** Sources whose deliveries are handed in and signed off by persons. */
  handIns(): HandInSource[]
  /** How a delivery that is handed in would count; keeps and publishes nothing. */
  read(source: SourceId, delivery: Delivery): Promise<Read> | undefined
  /** Takes one that was signed off; the same key counts once, for a week. */
  receiveSigned(source: SourceId, delivery: Delivery, key: string): Promise<Received> | undefined
  /** The record a sample was read out of, found again in the bytes kept of its pass. */
  findRecord(asked: RecordAsked): Promise<LineageRecord | undefined>
  /** What waits of a source because it is unlike what it always sent; undefined when there is no such source. */
  quarantine(source: SourceId): Promise<Omit<QuarantineAnswer, 'mayDecide' | 'scores'>> | undefined
  /** Reads held answers again, or takes somebody's word for them; undefined when there is no such case. Throws `NotHeld` when it was decided already. */
  decideHeld(source: SourceId, run: string, decision: QuarantineDecision, by: Decider): Promise<QuarantineOutcome | undefined> | undefined
  sources(): SourceInfo[]
  /** Samples accepted by this process since its start, for /metrics. */
  acceptedTotal(): number
}

export function createIngest(deps: Omit<PollerDeps, 'onAccepted' | 'quarantine' | 'sent'>): Ingest {
  let configured = new Map<SourceId, ConfiguredSource>()
  const keepers = new Map<SourceId, { start(): void; stop(): Promise<void> }>()
  let started = false
  let accepted = 0
  const quarantine = createQuarantine(deps.bus, deps.instance)
  const sent = createSentWatcher({ quarantine, clock: deps.clock })
  const counted = { ...deps, quarantine, sent, onAccepted: (count: number) => (accepted += count) } satisfies PollerDeps

  function startKeeper(source: ConfiguredSource): void {
    if (source.driver.kind === 'inbox') return
    const keeper = source.driver.kind === 'poll' ? createPoller(source, counted) : createListener(source, counted)
    keepers.set(source.info.id, keeper)
    keeper.start()
  }

  const handedIn = (id: SourceId): ConfiguredSource | undefined => {
    const source = configured.get(id)
    return source !== undefined && handInOf(source) !== undefined ? source : undefined
  }

  return {
    start() {
      started = true
      for (const source of configured.values()) startKeeper(source)
    },
    async stop() {
      started = false
      await Promise.all([...keepers.values()].map((keeper) => keeper.stop()))
      keepers.clear()
    },
    async setSources(sources) {
      const before = configured
      configured = new Map(sources.map((source) => [source.info.id, source]))
      if (!started) return
      const changed = [...keepers.keys()].filter((id) => !isSameSource(before.get(id), configured.get(id)))
      await Promise.all(changed.map(async (id) => {
        await keepers.get(id)?.stop()
        keepers.delete(id)
      }))
      for (const source of configured.values()) if (!keepers.has(source.info.id)) startKeeper(source)
    },
    receive(id, delivery, idempotencyKey) {
      const source = configured.get(id)
      // What two persons answer for comes in by them and not by a key.
      return source?.driver.kind === 'inbox' && source.driver.handIn === undefined ? receiveDelivery(source, delivery, idempotencyKey, counted) : undefined
    },
    signed(id) {
      const source = configured.get(id)
      if (source?.driver.kind !== 'inbox') return undefined
      const { config, driver } = source
      const { verify, maxBytes } = driver
      return verify && { maxBytes: maxBytes?.(config) ?? 0, verify: (delivery) => verify(config, delivery, deps.clock.now()) }
    },
    handIns: () => [...configured.values()].map(handInOf).filter((one) => one !== undefined),
    read(id, delivery) {
      const source = handedIn(id)
      return source && readHandedIn(source, delivery, counted)
    },
    receiveSigned(id, delivery, key) {
      const source = handedIn(id)
      return source && receiveDelivery(source, delivery, key, counted, { keepMs: SIGNED_KEPT_MS, signed: true })
    },
    findRecord: async (asked) => {
      const source = configured.get(asked.sample.source)
      return source && (await findRecord(source, asked, counted))
    },
    quarantine(id) {
      const source = configured.get(id)
      return source && listCases(source, quarantine)
    },
    decideHeld(id, run, decision, by) {
      const source = configured.get(id)
      return source && decideCase(source, { run, decision, by }, counted)
    },
    sources: () => [...configured.values()].map((source) => source.info),
    acceptedTotal: () => accepted,
  }
}

const isSameSource = (a: ConfiguredSource | undefined, b: ConfiguredSource | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify([a.info, a.config, a.settings]) === JSON.stringify([b.info, b.config, b.settings])

export { type ConfiguredSource, type ConfigureFault, configureSources, withFeeds } from './configure.ts'
export { type Decider, NotHeld } from './decide-case.ts'
export { createRawStore, type RawStore } from './raw-store.ts'
export type { HandInSource } from './hand-ins.ts'
export type { Read } from './read.ts'
export type { Received } from './receive.ts'
export { cronSchedule, type Schedule } from './schedule.ts'
export { type Tried, tryPass } from './try-pass.ts'
