import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { StartError } from '../errors.ts'
import type { Log } from '../log.ts'
import { adoptLeftover } from './adopt.ts'
import { endProcess } from './end-process.ts'
import { removeEngineState } from './engine-state.ts'
import { type Handle, launch } from './launch.ts'
import { readLogTail } from './engine-log.ts'

/** One try to reach an engine. `busy` lives and works but cannot serve yet (reading its log); `silent` says nothing. */
export type ProbeAnswer = 'ready' | 'busy' | 'silent'

export interface EngineSpec {
  name: string
  /** Holds the state file and what the engine prints. One engine per folder; the caller holds the folder's lock. */
  folder: string
  binary: string
  args: string[]
  env: Record<string, string>
  probe(): Promise<ProbeAnswer>
  readyWithinMs: number
  stopWithinMs: number
  /** False leaves an engine that died where it is (tests). */
  restarts: boolean
  /** How it is asked to end; SIGTERM where nothing is said. */
  stopSignal?: NodeJS.Signals
  /** Another user it runs as, when we are root and it refuses root. */
  runAs?: { uid: number; gid: number }
}

export interface EngineExit {
  pid: number
  /** When it is started again; undefined when it is left alone. */
  restartsInMs: number | undefined
}

export interface SupervisedEngine {
  /** Undefined while it is down. */
  readonly pid: number | undefined
  readonly adopted: boolean
  /** Told each time it ends by itself. */
  onExit(listener: (exit: EngineExit) => void): void
  stop(): Promise<void>
}

export interface EngineDeps {
  clock: Clock
  log: Log
  /** Ends a start that is under way; nothing is left running then. */
  signal?: AbortSignal
}

const PROBE_EVERY_MS = 15
const SETTLED_AFTER_MS = 10_000

/** Starts one engine, or adopts the one a killed parent left, and starts it again whenever it dies by itself. */
export async function startEngine(spec: EngineSpec, deps: EngineDeps): Promise<SupervisedEngine> {
  const { clock, log, signal } = deps
  const listeners: ((exit: EngineExit) => void)[] = []
  let current: Handle | undefined
  let stopping = false
  let failures = 0
  let cancelRestart = () => {}

  const leftover = await adoptLeftover(spec, deps)
  const first = leftover ?? launch(spec)
  if (leftover === undefined) await untilReady(spec, first, signal)
  take(first)
  log.info({ engine: spec.name, pid: first.identity.pid, adopted: leftover !== undefined }, 'engine runs')

  function take(handle: Handle): void {
    current = handle
    const since = clock.now()
    handle.onEnd(() => {
      if (current === handle) died(handle, clock.now() - since)
    })
  }

  function died(handle: Handle, livedMs: number): void {
    current = undefined
    if (stopping) return
    failures = livedMs > SETTLED_AFTER_MS ? 1 : failures + 1
    const restartsInMs = spec.restarts ? backOffMs(failures) : undefined
    log.error({ engine: spec.name, pid: handle.identity.pid, restartsInMs }, 'engine ended by itself')
    for (const listener of listeners) listener({ pid: handle.identity.pid, restartsInMs })
    if (restartsInMs !== undefined) cancelRestart = clock.after(restartsInMs, again)
  }

  function again(): void {
    if (stopping) return
    try {
      take(launch(spec))
      log.warn({ engine: spec.name, pid: current?.identity.pid }, 'engine started again')
    } catch (error) {
      failures += 1
      log.error({ engine: spec.name, err: error }, 'engine cannot be started again')
      cancelRestart = clock.after(backOffMs(failures), again)
    }
  }

  return {
    get pid() {
      return current?.identity.pid
    },
    adopted: leftover !== undefined,
    onExit: (listener) => void listeners.push(listener),
    stop: async () => {
      stopping = true
      cancelRestart()
      if (current !== undefined && !(await endProcess(current.identity, spec.stopWithinMs, spec.stopSignal))) {
        log.error({ engine: spec.name, pid: current.identity.pid }, 'engine does not end')
        return
      }
      removeEngineState(spec.folder)
    },
  }
}

/** At once the first time, then slower, never slower than every 5 s: the wall waits for it. */
function backOffMs(failures: number): number {
  return Math.min(5_000, 50 * 2 ** (failures - 1))
}

async function untilReady(spec: EngineSpec, handle: Handle, signal: AbortSignal | undefined): Promise<void> {
  let ended = false
  handle.onEnd(() => {
    ended = true
  })
  let silentMs = 0
  for (;;) {
    const answer = await spec.probe()
    if (answer === 'ready' && !ended) return
    // Reading a long log takes as long as it takes; only silence is bounded.
    silentMs = answer === 'busy' ? 0 : silentMs + PROBE_EVERY_MS
    if (ended || signal?.aborted === true || silentMs > spec.readyWithinMs) break
    await sleep(PROBE_EVERY_MS)
  }
  await endProcess(handle.identity, spec.stopWithinMs, spec.stopSignal)
  removeEngineState(spec.folder)
  signal?.throwIfAborted()
  const why = ended ? 'dừng ngay khi khởi động / ended while starting' : 'không trả lời / does not answer'
  throw new StartError(`${spec.name}: ${why}.\n${await readLogTail(spec.folder, spec.name)}`.trimEnd())
}
