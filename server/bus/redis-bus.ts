import * as z from 'zod'
import type { SourceId } from '#contract'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createBlockingClients } from './blocking-clients.ts'
import type { Bus } from './bus.ts'
import { type Connection, type ConnectionTarget, createConnection } from './connection.ts'
import { readDurability } from './durability.ts'
import { createMemoryInfo } from './info.ts'
import { KEYS } from './keys.ts'
import { readHead, readLatest, readRun } from './latest.ts'
import { createLeases } from './leases.ts'
import { createLogReader } from './log-reader.ts'
import { createNames } from './names.ts'
import { createNotes } from './notes.ts'
import { createPages } from './pages.ts'
import { createPressure, memoryBound } from './pressure.ts'
import { publishBatch } from './publish.ts'
import { createReaders } from './trim.ts'
import { createLatestUpgrade } from './upgrade-latest.ts'

export interface RedisBusOptions {
  connection: ConnectionTarget
  kind: 'private' | 'foreign'
  clock: Clock
  log: Log
  /** Folder on the disk Redis writes to; watched for a private Redis only. */
  dataDir?: string
  /** Ingest pauses at 85 % of this, or of Redis's own `maxmemory` where that is smaller. */
  memoryBoundBytes?: number
  minFreeDiskBytes?: number
  commandTimeoutMs?: number
}

const COMMAND_TIMEOUT_MS = 5_000
const MIN_FREE_DISK_BYTES = 200_000_000

/** The bus on a real Redis. Connects by itself, at once and after every loss; `publish` and the others say when it is not there. */
export function createRedisBus(options: RedisBusOptions): Bus {
  const { kind, clock, commandTimeoutMs = COMMAND_TIMEOUT_MS } = options
  const log = options.log.child({ part: 'bus' })
  const connection = createConnection({ target: options.connection, log, commandTimeoutMs })
  const clients = createBlockingClients(options.connection)
  const names = createNames(connection)
  const upgraded = createLatestUpgrade(connection)
  const pages = createPages(connection, upgraded)
  const memory = createMemoryInfo(connection, clock)
  const pressure = createPressure({
    memory, clock, memoryBoundBytes: options.memoryBoundBytes,
    dataDir: kind === 'private' ? options.dataDir : undefined, minFreeDiskBytes: options.minFreeDiskBytes ?? MIN_FREE_DISK_BYTES,
  })
  return {
    kind,
    publish: (batch) => publishBatch(batch, { connection, names, pages, pressure }),
    latest: (feeds) => readLatest(feeds, { connection, names, log, upgraded }),
    read: createLogReader({ clients, names, log, answerWithinMs: commandTimeoutMs }),
    head: () => readHead({ connection, names }),
    ...createReaders(connection),
    ...createLeases(connection),
    ...sourceNotes(connection, log),
    ...createNotes(connection),
    pressure,
    durability: () => readDurability(connection),
    usage: async () => {
      const [{ usedBytes, maxBytes }, logEntries] = await Promise.all([memory(), connection.ask((client) => client.xlen(KEYS.log))])
      return { memoryBytes: usedBytes, memoryBoundBytes: memoryBound(maxBytes, options.memoryBoundBytes), logEntries }
    },
    ping: async () => {
      await connection.ask((client) => client.ping())
    },
    close: () => {
      clients.close()
      connection.close()
      return Promise.resolve()
    },
  }
}

const RunEntries = z.array(z.tuple([z.string(), z.tuple([z.literal('r'), z.string()])]))
const Beats = z.record(z.string().regex(/^\d+$/), z.coerce.number().int().min(0))
const SEARCH_STEP = 200

function sourceNotes(connection: Connection, log: Log): Pick<Bus, 'bookmark' | 'setBookmark' | 'runs' | 'run' | 'beats'> {
  const newest = async (source: SourceId, before: string, count: number) =>
    RunEntries.parse(await connection.ask((client) => client.xrevrange(KEYS.runs(source), before, '-', 'COUNT', count)))
  return {
    bookmark: async (source) => (await connection.ask((client) => client.hget(KEYS.bookmarks, source))) ?? undefined,
    setBookmark: async (source, bookmark) => {
      await connection.ask((client) => client.hset(KEYS.bookmarks, source, bookmark))
    },
    runs: async (source, count) => {
      const entries = await newest(source, '+', count)
      return entries.map(([, [, text]]) => readRun(source, text, log)).filter((run) => run !== undefined)
    },
    run: async (source, id) => {
      for (let before = '+'; ; ) {
        const entries = await newest(source, before, SEARCH_STEP)
        const found = entries.map(([, [, text]]) => readRun(source, text, log)).find((run) => run?.id === id)
        const last = entries.at(-1)
        if (found !== undefined || last === undefined) return found
        before = `(${last[0]}`
      }
    },
    beats: async (source) => {
      const beats = Beats.parse(await connection.ask((client) => client.hgetall(KEYS.beats(source))))
      return new Map(Object.entries(beats).map(([halfHour, count]) => [Number(halfHour), count]))
    },
  }
}
