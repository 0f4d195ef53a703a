import * as z from 'zod'
import { compareCursor, CURSOR_ZERO, Cursor } from '#contract'
import type { BlockingClients } from './blocking-clients.ts'
import { type Bus, BusUnavailableError, type LogEntry } from './bus.ts'
import { decodeSamples, decodeRun, namedSamples, type StoredSample } from './codec.ts'
import { describeError } from '../errors.ts'
import { KEYS } from './keys.ts'
import type { Log } from '../log.ts'
import type { Names } from './names.ts'

/** `[[stream, [[id, [field, value, …]], …]]]`, or nothing when the wait was in vain. */
const StreamReply = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.array(z.string())]))])).nullable()
const Marks = z.tuple([z.string().nullable(), z.string().nullable()])
const TRIES = 3

export interface LogReaderDeps {
  clients: BlockingClients
  names: Names
  log: Log
  /** Grace beyond the wait itself after which Redis counts as silent. */
  answerWithinMs: number
}

type ReadOptions = Parameters<Bus['read']>[1]
type Read = Awaited<ReturnType<Bus['read']>>

export function createLogReader(deps: LogReaderDeps): Bus['read'] {
  const decode = createDecoder(deps.log)
  return async (after, options) => {
    let from = after
    for (let tries = 0; tries < TRIES; ) {
      const found = await readOnce(from, options, { ...deps, decode })
      if (typeof found === 'object') return from === after ? found : { ...found, trimmed: false }
      // Nothing but entries that cannot be read: go on behind them, or the caller would turn in circles.
      if (found === undefined) tries += 1
      else from = found
    }
    throw new BusUnavailableError('the bus is being emptied over and over')
  }
}

/** A cursor when all up to there is unreadable; undefined when the entries belong to an epoch that has just passed. */
async function readOnce(after: Cursor, { count, blockMs, signal }: ReadOptions, deps: LogReaderDeps & { decode: Decode }): Promise<Read | Cursor | undefined> {
  const waitMs = Math.max(0, Math.ceil(blockMs))
  const replies = await deps.clients.use({ withinMs: waitMs + deps.answerWithinMs, signal }, async (client) => {
    const entries = waitMs === 0
      ? client.xread('COUNT', count, 'STREAMS', KEYS.log, after)
      : client.xread('COUNT', count, 'BLOCK', waitMs, 'STREAMS', KEYS.log, after)
    // Sent along, answered right behind: what was trimmed or emptied while we waited is known at the same moment.
    return await Promise.all([entries, client.mget(KEYS.epoch, KEYS.trimmed)])
  })
  if (replies === undefined) return { epoch: await deps.names.epoch(), entries: [], trimmed: false }
  const raw = StreamReply.parse(replies[0])?.[0]?.[1] ?? []
  const [epoch, trimmed] = Marks.parse(replies[1])
  const decoded = raw.map(([cursor, fields]) => deps.decode.entry(cursor, fields)).filter((entry) => entry !== undefined)
  const nameOf = epoch === null ? undefined : await deps.names.upTo(highestHandle(decoded), epoch)
  if (epoch === null || nameOf === undefined) {
    deps.names.forget()
    return raw.length === 0 ? { epoch: await deps.names.epoch(), entries: [], trimmed: false } : undefined
  }
  const entries = decoded.map((entry) => deps.decode.names(entry, nameOf)).filter((entry) => entry !== undefined)
  const last = raw.at(-1)
  if (entries.length === 0 && last !== undefined) return Cursor.parse(last[0])
  return { epoch, entries, trimmed: compareCursor(Cursor.catch(CURSOR_ZERO).parse(trimmed), after) > 0 }
}

function highestHandle(entries: readonly RawEntry[]): number {
  let highest = -1
  for (const { samples } of entries) for (const [handle] of samples) if (handle > highest) highest = handle
  return highest
}

interface RawEntry extends Omit<LogEntry, 'samples'> {
  samples: StoredSample[]
}

interface Decode {
  entry(id: string, fields: readonly string[]): RawEntry | undefined
  names(entry: RawEntry, nameOf: Parameters<typeof namedSamples>[2]): LogEntry | undefined
}

/** One broken entry must not stop the log: it is left out, and said so once, however often it is met. */
function createDecoder(log: Log): Decode {
  let reported: Cursor = CURSOR_ZERO
  function leaveOut(id: string, thrown: unknown): undefined {
    const cursor = Cursor.parse(id)
    if (compareCursor(cursor, reported) > 0) log.error({ cursor, reason: describeError(thrown) }, 'log entry cannot be read, left out')
    if (compareCursor(cursor, reported) > 0) reported = cursor
  }
  return {
    entry: (id, fields) => {
      try {
        const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? ''
        return { cursor: Cursor.parse(id), run: decodeRun(field('r')), samples: decodeSamples(field('s')) }
      } catch (thrown) {
        return leaveOut(id, thrown)
      }
    },
    names: ({ cursor, run, samples }, nameOf) => {
      try {
        return { cursor, run, samples: namedSamples(run, samples, nameOf) }
      } catch (thrown) {
        return leaveOut(cursor, thrown)
      }
    },
  }
}
