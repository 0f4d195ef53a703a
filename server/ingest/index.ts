import type { SourceId, SourceInfo } from '#contract'
import type { Delivery } from '#kit'
import type { ConfiguredSource } from './configure.ts'
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
  const pollers = new Map<SourceId, { start(): void; stop(): Promise<void> }>()
  let started = false
  let accepted = 0
  const counted: PollerDeps = { ...deps, onAccepted: (count) => (accepted += count) }

  function startPoller(source: ConfiguredSource): void {
    if (source.driver.kind !== 'poll') return
    const poller = createPoller(source, counted)
    pollers.set(source.info.id, poller)
    poller.start()
  }

  return {
    start() {
      started = true
      for (const source of configured.values()) startPoller(source)
    },
    async stop() {
      started = false
      await Promise.all([...pollers.values()].map((poller) => poller.stop()))
      pollers.clear()
    },
    async setSources(sources) {
      const before = configured
      configured = new Map(sources.map((source) => [source.info.id, source]))
      if (!started) return
      const changed = [...pollers.keys()].filter((id) => !isSameSource(before.get(id), configured.get(id)))
      await Promise.all(changed.map(async (id) => {
        await pollers.get(id)?.stop()
        pollers.delete(id)
      }))
      for (const source of configured.values()) if (!pollers.has(source.info.id)) startPoller(source)
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
