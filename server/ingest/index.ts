import type { SourceId, SourceInfo } from '#contract'
import type { Delivery } from '#kit'
import type { ConfiguredSource } from './configure.ts'
import { createListener } from './listener.ts'
import { createPoller, type PollerDeps } from './poller.ts'
import { type Received, receiveDelivery } from './receive.ts'

/** Runs sources: every answer asked for or sent in becomes one run on the bus, good or bad, and one bad source disturbs no other. */
export interface Ingest {
  start(): void
  stop(): Promise<void>
  /** Takes another set of sources; those that did not change go on undisturbed. */
  setSources(sources: readonly ConfiguredSource[]): Promise<void>
  /** Undefined when there is no such source or it is not one that sends. */
  receive(source: SourceId, delivery: Delivery, idempotencyKey: string | undefined): Promise<Received> | undefined
  sources(): SourceInfo[]
  /** Samples accepted by this process since its start, for /metrics. */
  acceptedTotal(): number
}

export function createIngest(deps: Omit<PollerDeps, 'onAccepted'>): Ingest {
  let configured = new Map<SourceId, ConfiguredSource>()
  const keepers = new Map<SourceId, { start(): void; stop(): Promise<void> }>()
  let started = false
  let accepted = 0
  const counted: PollerDeps = { ...deps, onAccepted: (count) => (accepted += count) }

  function startKeeper(source: ConfiguredSource): void {
    if (source.driver.kind === 'inbox') return
    const keeper = source.driver.kind === 'poll' ? createPoller(source, counted) : createListener(source, counted)
    keepers.set(source.info.id, keeper)
    keeper.start()
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
      return source?.driver.kind === 'inbox' ? receiveDelivery(source, delivery, idempotencyKey, counted) : undefined
    },
    sources: () => [...configured.values()].map((source) => source.info),
    acceptedTotal: () => accepted,
  }
}

const isSameSource = (a: ConfiguredSource | undefined, b: ConfiguredSource | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify([a.info, a.config, a.settings]) === JSON.stringify([b.info, b.config, b.settings])

export { type ConfiguredSource, type ConfigureFault, configureSources, withFeeds } from './configure.ts'
export { createRawStore, type RawStore } from './raw-store.ts'
export type { Received } from './receive.ts'
export { cronSchedule, type Schedule } from './schedule.ts'
