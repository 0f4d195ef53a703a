import { BusFullError, BusUnavailableError, FencedError } from '../bus/bus.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { backOffMs } from './back-off.ts'
import type { ConfiguredSource } from './configure.ts'
import { type PassDeps, runPass } from './pass.ts'
import type { Schedule } from './schedule.ts'

export interface PollerDeps extends PassDeps {
  log: Log
  schedule: Schedule
  random(): number
  /** Names this process among those that might poll the same source. */
  instance: string
}

/** Keeps one source polled by one process at a time. */
export function createPoller(source: ConfiguredSource, deps: PollerDeps): { start(): void; stop(): Promise<void> } {
  const stopping = new AbortController()
  const log = deps.log.child({ source: source.info.id })
  const memory = new Map<string, unknown>()
  const everyMs = source.info.everyMs ?? 60_000
  let failures = 0
  let notBefore = 0
  let running: Promise<void> = Promise.resolve()
  let cancel: (() => void) | undefined

  async function tick(): Promise<void> {
    if (stopping.signal.aborted || deps.clock.now() < notBefore) return
    const { kind } = await deps.bus.pressure()
    if (kind !== 'none') return // nothing would be accepted; the wall says so
    // The slot keeps others from polling again in the same interval, the pass lease from polling at the same time.
    const slot = await deps.bus.acquire(`slot:${source.info.id}`, Math.max(500, everyMs * 0.9), deps.instance)
    if (slot === undefined) return
    const lease = await deps.bus.acquire(`pass:${source.info.id}`, source.timeoutMs + 10_000, deps.instance)
    if (lease === undefined) return
    try {
      await pass(lease)
    } finally {
      await deps.bus.release(lease, deps.instance).catch(() => undefined) // it ends by itself
    }
  }

  async function pass(lease: { name: string; fence: number }): Promise<void> {
    const { run, retryAfterMs } = await runPass(source, lease, { ...deps, memory }, stopping.signal)
    if (run.error === undefined) {
      if (failures > 0) log.info({ failures }, 'source is back')
      failures = 0
      notBefore = 0
      return
    }
    failures += 1
    if (failures === 1) log.warn({ kind: run.error.kind, reason: run.error.message.vi }, 'source went quiet')
    if (run.error.kind === 'drift') return // they answer well and in time; leaving them alone would only make us late
    notBefore = deps.clock.now() + backOffMs(failures, everyMs, retryAfterMs, deps.random()) - everyMs / 2
  }

  async function guardedTick(): Promise<void> {
    try {
      await tick()
    } catch (thrown) {
      // The bus's own trouble is logged where the bus lives; the next tick tries again.
      if (stopping.signal.aborted) return
      if (thrown instanceof BusUnavailableError || thrown instanceof BusFullError || thrown instanceof FencedError) return
      log.error({ reason: describeError(thrown) }, 'pass failed inside')
    }
  }

  return {
    start() {
      cancel = deps.schedule(everyMs, () => (running = guardedTick()))
    },
    async stop() {
      cancel?.()
      stopping.abort()
      await running
    },
  }
}
