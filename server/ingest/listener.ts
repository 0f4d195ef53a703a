import type { Run } from '#contract'
import { createGuardedConnect, createSenderGuard, type ListenDriver, type ListenIo, SourceError } from '#kit'
import { BusFullError, BusUnavailableError, FencedError, type Lease } from '../bus/bus.ts'
import { pause } from '../clock.ts'
import { describeError } from '../errors.ts'
import { backOffMs } from './back-off.ts'
import type { ConfiguredSource } from './configure.ts'
import { newRunId } from './pass.ts'
import type { PollerDeps } from './poller.ts'
import { emptyTally, tallyOfFailure } from './scores/tally.ts'
import { createTaker } from './take-deliveries.ts'

/** How long others wait after a listener that died without a word. */
const LEASE_MS = 10_000
const ASK_AGAIN_MS = 2_000
const FIRST_WAIT_MS = 1_000
/** Once to twice the wait: all who lost one broker must not come back in one moment. */
const SPREAD = 10

/** Keeps one process on the line of a source that sends by itself; whoever dies there is followed by another. */
export function createListener(source: ConfiguredSource, deps: PollerDeps): { start(): void; stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal: stop } = stopping
  const log = deps.log.child({ source: source.info.id })
  const leaseName = `listen:${source.info.id}`
  let failures = 0
  let running: Promise<void> = Promise.resolve()

  async function stay(): Promise<void> {
    while (!stop.aborted) {
      const lease = await deps.bus.acquire(leaseName, LEASE_MS, deps.instance).catch(() => undefined) // the bus's trouble is logged where it lives
      if (lease === undefined) {
        await pause(deps.clock, ASK_AGAIN_MS * (0.75 + deps.random() / 2), stop)
        continue
      }
      const retryAfterMs = await listenUnder(lease)
      await deps.bus.release(lease, deps.instance).catch(() => undefined) // it ends by itself
      if (!stop.aborted) await pause(deps.clock, backOffMs(Math.max(1, failures), FIRST_WAIT_MS, retryAfterMs, SPREAD * deps.random()), stop)
    }
  }

  /** One line from beginning to end. Answers how long they asked us to stay away. */
  async function listenUnder(lease: Lease): Promise<number | undefined> {
    // Not `undefined` where it could not be read: a driver that counts would begin anew.
    const kept = await deps.bus.bookmark(source.info.id).then((bookmark) => ({ bookmark }), () => undefined)
    if (kept === undefined) return undefined
    const ending = new AbortController()
    const signal = AbortSignal.any([stop, ending.signal])
    const keeping = keepLease(lease, ending)
    const taker = createTaker({ source, lease, deps, signal, onPass: () => (failures = 0) })
    const driver = source.driver as ListenDriver<unknown> // the caller starts listeners for these only
    try {
      await driver.listen(source.config, { ...makeIo(signal, () => void sayOnLine(lease)), ...kept, remember: (note) => remember(lease, note, signal) }, taker.deliver)
      return undefined
    } catch (thrown) {
      if (signal.aborted || thrown instanceof FencedError) return undefined
      const error = asSourceError(thrown)
      failures += 1
      if (failures === 1) log.warn({ kind: error.kind, reason: error.message }, 'source went quiet')
      await tell(lease, { error: { kind: error.kind, message: error.text } })
      return error.retryAfterMs
    } finally {
      keeping()
      ending.abort()
      await taker.ended()
    }
  }

  function keepLease(lease: Lease, ending: AbortController): () => void {
    return deps.clock.every(LEASE_MS / 4, () => {
      // While the bus is away nobody else can take it either; what we publish then waits or is fenced.
      deps.bus.renew(lease, LEASE_MS, deps.instance).then((kept) => (kept ? undefined : ending.abort(new FencedError(`lease ${lease.name} is lost`))), () => undefined)
    })
  }

  const makeIo = (signal: AbortSignal, onLine: () => void): ListenIo => ({
    fetch: deps.fetchFor(source, signal),
    connect: createGuardedConnect({ allow: source.settings.allow, timeoutMs: source.timeoutMs, signal }),
    accepts: createSenderGuard(source.settings.allow),
    signal,
    now: () => deps.clock.now(),
    bookmark: undefined,
    onLine,
  })

  /** The bus's own trouble is waited for; a lost lease is not: somebody else counts now. */
  async function remember(lease: Lease, note: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        if (!(await deps.bus.renew(lease, LEASE_MS, deps.instance))) throw new FencedError(`lease ${lease.name} is lost`)
        return await deps.bus.setBookmark(source.info.id, note)
      } catch (thrown) {
        if (signal.aborted || !(thrown instanceof BusFullError || thrown instanceof BusUnavailableError)) throw thrown
        await pause(deps.clock, FIRST_WAIT_MS, signal)
      }
    }
  }

  /** A pass without records: the line stands, whether or not anything is sent. It takes back an earlier error. */
  async function sayOnLine(lease: Lease): Promise<void> {
    if (failures > 0) log.info({ failures }, 'source is back')
    await tell(lease, {})
  }

  async function tell(lease: Lease, { error }: Pick<Run, 'error'>): Promise<void> {
    const now = deps.clock.now()
    const run: Run = {
      id: newRunId(source.info.id, now), source: source.info.id, startedAt: now, endedAt: now, fence: lease.fence,
      raw: [], accepted: 0, unchanged: 0, rejected: 0, rejects: [], ...(error === undefined ? { tally: emptyTally(source) } : { error, tally: tallyOfFailure(source, error.kind) }),
    }
    await deps.bus.publish({ run, samples: [], lease }).catch((thrown: unknown) => {
      if (!isBusTrouble(thrown)) log.error({ reason: describeError(thrown) }, 'a run could not be told')
    })
  }

  return {
    start() {
      running = stay().catch((thrown: unknown) => log.error({ reason: describeError(thrown) }, 'listener failed inside'))
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

const isBusTrouble = (thrown: unknown): boolean => thrown instanceof BusUnavailableError || thrown instanceof BusFullError || thrown instanceof FencedError

const asSourceError = (thrown: unknown): SourceError =>
  thrown instanceof SourceError ? thrown : new SourceError('malformed', { vi: `Bộ nối gặp lỗi: ${describeError(thrown)}`, en: `The driver failed: ${describeError(thrown)}` }, { cause: thrown })
