import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { RequestHandler } from 'express'
import { createAddressOf, createAudit, createIsSecure } from './access/index.ts'
import { shareReads } from './bus/index.ts'
import { openBus } from './open-bus.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { StartError } from './errors.ts'
import type { Backfill } from './history/index.ts'
import { createLog } from './log.ts'
import { buildParts } from './parts.ts'
import { createWaitingRoom } from './waiting-room.ts'

export type { Backfill, BackfillHour, BackfillSample } from './history/index.ts'

export interface StartOptions {
  /** What only the demonstration adds. */
  mounts?: readonly { path: string; handler: RequestHandler }[]
  /** More values for the placeholders of the deployment's sources. */
  environment?: Readonly<Record<string, string>>
  /** Ends a start that is still going on. */
  signal?: AbortSignal
  /** Where the built client lies. */
  clientDir?: string
}

export interface Running {
  url: string
  port: number
  /** What a person must be told at start: how the bus is kept, what is missing. */
  notes: string[]
  /** For who brings the past of before we were there. */
  backfill: Backfill
  stop(): Promise<void>
}

export type StartServer = (config: Config, options?: StartOptions) => Promise<Running>

/** Builds the parts and joins them. Start: port, bus, parts. Stop: the other way round; every step waits. */
export const startServer: StartServer = async (config, options = {}) => {
  const log = createLog(config.logLevel)
  const httpServer = createServer(askToComeAgain)
  httpServer.requestTimeout = 60_000
  httpServer.headersTimeout = 20_000
  await makeDataDir(config.dataDir)
  const waitingRoom = createWaitingRoom(httpServer)
  const port = await listen(httpServer, config)
  const undo: (() => Promise<void>)[] = [() => close(httpServer), async () => waitingRoom.close()]
  const stop = async () => {
    for (const step of undo.toReversed()) await step().catch((cause: unknown) => log.error({ cause }, 'a part did not stop well'))
  }
  try {
    const ending = new AbortController()
    const opening = openBus(config, log, AbortSignal.any([ending.signal, ...(options.signal === undefined ? [] : [options.signal])]))
    undo.push(async () => {
      ending.abort()
      await opening.then((opened) => opened.close(), () => undefined) // whoever waited for it was told
    })
    const parts = await buildParts({
      config, log, clock: systemClock, httpServer, bus: opening.then((opened) => shareReads(opened.bus)),
      instance: `${process.pid.toString(36)}${randomBytes(3).toString('hex')}`,
      clientDir: options.clientDir ?? path.resolve('dist/client'),
      mounts: config.demo ? (options.mounts ?? []) : [],
      environment: {
        ...config.environment, IOC_PUSH_DEMO_KEY: config.pushDemoKey.key, IOC_SELF_URL: `http://127.0.0.1:${port}`, ...options.environment,
      },
      isSecure: createIsSecure(config.trustedProxies),
      addressOf: createAddressOf(config.trustedProxies),
      audit: createAudit({ file: path.join(config.dataDir, 'audit.jsonl'), log }),
    })
    undo.push(parts.stop)
    waitingRoom.open()
    return { url: `http://${shownHost(config.host)}:${port}`, port, notes: [(await opening).note, ...parts.notes], backfill: parts.backfill, stop }
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

/** The port is ours before the parts stand: until they take over, whoever asks is sent away at once rather than left hanging. */
function askToComeAgain(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '2' })
  response.end(JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'unavailable', detail: 'Hệ thống đang khởi động, xin thử lại sau / starting' }))
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StartError(`Không tạo được thư mục dữ liệu ${dataDir} (IOC_DATA_DIR) / cannot make the data folder`, { cause })
  }
}

/** Connections the system holds for us until we take them. After a crash all screens of a province come at once, and one that finds no room tries again only after a second. */
const BACKLOG = 4_096

/** First of all, because a taken port is the commonest fault and must be said before anything is started. */
function listen(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const where = `${config.host}:${config.port}`
      const reason = cause.code === 'EADDRINUSE'
        ? `Cổng ${where} đang có chương trình khác dùng; đặt PORT=… để dùng cổng khác / the port is taken, set PORT`
        : `Không mở được ${where}: ${cause.code ?? cause.message} / cannot listen`
      reject(new StartError(reason, { cause }))
    })
    server.listen({ port: config.port, host: config.host, backlog: BACKLOG }, () => resolve((server.address() as AddressInfo).port)) // listening on TCP
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5_000).unref()
  })
}

const shownHost = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)

const STOP_WITHIN_MS = 20_000

/** Runs until SIGINT or SIGTERM, then stops in order; a fault a person must mend is printed without a stack. */
export async function runUntilSignal(start: (startServer: StartServer, signal: AbortSignal) => Promise<Running>, cleanUp: () => Promise<void> = async () => {}): Promise<void> {
  let ending = false
  let running: Running | undefined
  const leaving = new AbortController()
  const end = async (code: number) => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    leaving.abort()
    await running?.stop()
    await cleanUp()
    process.exit(code)
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))
  process.on('SIGHUP', () => void end(0))
  try {
    running = await start(startServer, leaving.signal)
    if (ending) await running.stop()
  } catch (thrown) {
    if (!leaving.signal.aborted) process.stderr.write(thrown instanceof StartError ? `\n${thrown.message}\n` : `\n${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
    await end(1)
  }
}

