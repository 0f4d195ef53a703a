import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Clock, systemClock } from '../clock.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { readEngineState } from './engine-state.ts'
import { type HeldPort, holdFreePort } from './free-port.ts'
import { lockFolder } from './lock-folder.ts'
import { makeAccounts, type MosquittoAccounts, readAccounts, writeMosquittoFiles } from './mosquitto-files.ts'
import { probeMqtt } from './mqtt-probe.ts'
import { fetchPrivateCopy } from './private-copy.ts'
import { isRunning } from './process-identity.ts'
import type { Environment } from './run-tool.ts'
import { type EngineSpec, type SupervisedEngine, startEngine } from './supervise.ts'

const READY_WITHIN_MS = 10_000
const STOP_WITHIN_MS = 5_000

export interface MosquittoOptions {
  /** The installation's folder; the broker keeps its accounts and sessions in `mosquitto/` inside it. */
  dataDir: string
  cacheDir: string
  log: Log
  environment?: Environment
  clock?: Clock
  /** False leaves a broker that died where it is (tests). */
  restarts?: boolean
}

export type MosquittoState = { kind: 'starting' } | { kind: 'running' } | { kind: 'absent'; reason: string }

export interface Mosquitto {
  /** Known at once and kept for good, `mqtt://127.0.0.1:<port>`; nothing answers there until it runs. */
  readonly url: string
  /** `reader` may only read, `writer` only publish. The passwords are made once per folder. */
  readonly accounts: MosquittoAccounts
  readonly pid: number | undefined
  state(): MosquittoState
  /** The state once the start has succeeded or failed. */
  settled(): Promise<MosquittoState>
  stop(): Promise<void>
}

/**
 * An MQTT broker on the loopback, for the demonstration and for tests. Nothing else waits for it: it answers at once and
 * starts behind the scenes, and where it cannot be had there is a reason instead of an error.
 */
export async function startMosquitto(options: MosquittoOptions): Promise<Mosquitto> {
  const folder = path.join(options.dataDir, 'mosquitto')
  const ready = mkdir(folder, { recursive: true, mode: 0o700 })
  // Where the folder cannot be had, `begin` says so; nobody is hindered by it here.
  const accounts = await ready.then(() => readAccounts(folder)).catch(makeAccounts)
  const leaving = new AbortController()
  let state: MosquittoState = { kind: 'starting' }
  let engine: SupervisedEngine | undefined
  let undo: () => Promise<void> = () => Promise.resolve()

  const held = portOfLeftover(folder) ?? (await holdFreePort())
  const starting = begin().catch((error: unknown) => {
    state = { kind: 'absent', reason: describeError(error) }
    if (!leaving.signal.aborted) options.log.warn({ reason: state.reason }, 'no mosquitto')
  })

  async function begin(): Promise<void> {
    await ready
    const lock = await lockFolder(folder)
    undo = lock.release
    // It has no argument with which it ends with 0: that it runs here is seen when it answers.
    const copy = { name: 'mosquitto', packages: ['mosquitto'], binary: 'mosquitto' }
    const program = await fetchPrivateCopy({ ...copy, ...options, preferPath: true, signal: leaving.signal })
    const config = await writeMosquittoFiles(folder, held.port, accounts)
    await held.release()
    const spec: EngineSpec = {
      name: 'mosquitto', folder, ...program, args: ['-c', config], probe: () => probeMqtt(held.port),
      readyWithinMs: READY_WITHIN_MS, stopWithinMs: STOP_WITHIN_MS, restarts: options.restarts ?? true,
    }
    engine = await startEngine(spec, { clock: options.clock ?? systemClock, log: options.log, signal: leaving.signal })
    state = { kind: 'running' }
  }

  return {
    url: `mqtt://127.0.0.1:${held.port}`,
    accounts,
    get pid() {
      return engine?.pid
    },
    state: () => state,
    settled: async () => {
      await starting
      return state
    },
    stop: async () => {
      leaving.abort()
      await starting
      await engine?.stop()
      await held.release()
      await undo()
      state = { kind: 'absent', reason: 'đã dừng / stopped' }
    },
  }
}

/** A leftover is adopted only where it listens already: the port is the name of its settings file. */
function portOfLeftover(folder: string): HeldPort | undefined {
  const left = readEngineState(folder)
  if (left === undefined || !isRunning(left)) return undefined
  const port = Number(/^mosquitto-(\d+)\.conf$/.exec(left.args.at(-1) ?? '')?.[1])
  return Number.isInteger(port) && port > 0 ? { port, release: () => Promise.resolve() } : undefined
}
