import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Clock, systemClock } from '../clock.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { readEngineState } from './engine-state.ts'
import { type HeldPort, holdFreePort } from './free-port.ts'
import { lockFolder } from './lock-folder.ts'
import { fetchPrivateCopy } from './private-copy.ts'
import { isRunning } from './process-identity.ts'
import type { Environment } from './run-tool.ts'
import { type ProbeAnswer, type SupervisedEngine, startEngine } from './supervise.ts'

const READY_WITHIN_MS = 10_000
const STOP_WITHIN_MS = 3_000
const PROBE_WITHIN_MS = 1_000
const LISTEN = '--web.listen-address=127.0.0.1:'

export interface HostExporterOptions {
  /** The installation's folder; the exporter keeps its state in `host-exporter/` inside it. */
  dataDir: string
  cacheDir: string
  log: Log
  environment?: Environment
  clock?: Clock
}

export type ExporterState = { kind: 'starting' } | { kind: 'running' } | { kind: 'absent'; reason: string }

export interface HostExporter {
  /** Known at once and kept for good; nothing answers there until it runs. */
  readonly url: string
  readonly pid: number | undefined
  state(): ExporterState
  /** The state once the start has succeeded or failed. */
  settled(): Promise<ExporterState>
  stop(): Promise<void>
}

/**
 * The numbers of this very machine, for the demonstration. Nothing else waits for it: it answers at once and starts behind
 * the scenes, and where it cannot be had there is a reason instead of an error.
 */
export async function startHostExporter(options: HostExporterOptions): Promise<HostExporter> {
  const folder = path.join(options.dataDir, 'host-exporter')
  const leaving = new AbortController()
  let state: ExporterState = { kind: 'starting' }
  let engine: SupervisedEngine | undefined
  let undo: () => Promise<void> = () => Promise.resolve()

  const held = portOfLeftover(folder) ?? (await holdFreePort())
  const starting = begin().catch((error: unknown) => {
    state = { kind: 'absent', reason: describeError(error) }
    if (!leaving.signal.aborted) options.log.warn({ reason: state.reason }, 'no host exporter')
  })

  async function begin(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const lock = await lockFolder(folder)
    undo = lock.release
    const copy = { name: 'host-exporter', packages: ['prometheus-node-exporter'], binary: 'prometheus-node-exporter', proof: ['--version'] }
    const program = await fetchPrivateCopy({ ...copy, ...options, preferPath: true, signal: leaving.signal })
    await held.release()
    engine = await startEngine(exporterSpec(folder, held.port, program), { clock: options.clock ?? systemClock, log: options.log, signal: leaving.signal })
    state = { kind: 'running' }
  }

  return {
    url: `http://127.0.0.1:${held.port}/metrics`,
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

function exporterSpec(folder: string, port: number, program: { binary: string; env: Record<string, string> }) {
  return {
    name: 'host-exporter',
    folder,
    ...program,
    args: [`${LISTEN}${port}`, '--log.level=warn'],
    probe: () => probeHttp(port),
    readyWithinMs: READY_WITHIN_MS,
    stopWithinMs: STOP_WITHIN_MS,
    restarts: true,
  }
}

async function probeHttp(port: number): Promise<ProbeAnswer> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(PROBE_WITHIN_MS) })
    return answer.ok ? 'ready' : 'busy'
  } catch {
    return 'silent'
  }
}

/** A leftover is adopted only where it listens already. */
function portOfLeftover(folder: string): HeldPort | undefined {
  const left = readEngineState(folder)
  if (left === undefined || !isRunning(left)) return undefined
  const port = Number(left.args.find((arg) => arg.startsWith(LISTEN))?.slice(LISTEN.length))
  return Number.isInteger(port) && port > 0 ? { port, release: () => Promise.resolve() } : undefined
}
