import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { SeriesName } from '#contract'
import { BusUnavailableError } from './bus.ts'
import type { Connection, Script } from './connection.ts'
import { KEYS } from './keys.ts'

/**
 * Names the series once: a handle is a place in an append-only list. Appending succeeds only for who knows the whole list,
 * so two processes never give one name two handles or one handle two names.
 */
const APPEND: Script = {
  name: 'iocNames',
  lua: `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'epoch'} end
local known = tonumber(ARGV[2])
local length = redis.call('LLEN', KEYS[2])
if length < known then return {'epoch'} end
if length > known then return {'behind', redis.call('LRANGE', KEYS[2], known, -1)} end
for from = 3, #ARGV, 1000 do redis.call('RPUSH', KEYS[2], unpack(ARGV, from, math.min(from + 999, #ARGV))) end
return {'appended'}
`,
}

/** The epoch, set at first contact, and all names. */
const LOAD: Script = {
  name: 'iocLoad',
  lua: `
local epoch = redis.call('GET', KEYS[1])
if not epoch then
  epoch = ARGV[1]
  redis.call('SET', KEYS[1], epoch)
end
return {epoch, redis.call('LRANGE', KEYS[2], 0, -1)}
`,
}

const NameList = z.array(z.string())
const LoadReply = z.tuple([z.string().min(1), NameList])
const AppendReply = z.union([z.tuple([z.enum(['epoch', 'appended'])]), z.tuple([z.literal('behind'), NameList])])
const TRIES = 20

interface Known {
  epoch: string
  byHandle: (SeriesName | undefined)[]
  byName: Map<SeriesName, number>
}

export interface Names {
  /** Handles of these series, given now to those that have none. */
  resolve(series: readonly SeriesName[]): Promise<{ epoch: string; handleOf: (series: SeriesName) => number }>
  /** Names up to this handle; undefined when `epoch` is no longer the bus's, or the handle has no name. */
  upTo(handle: number, epoch: string): Promise<((handle: number) => SeriesName | undefined) | undefined>
  epoch(): Promise<string>
  forget(): void
}

export function createNames(connection: Connection): Names {
  let known: Known | undefined
  let loading: Promise<Known> | undefined
  let appending: Promise<void> | undefined

  function forget(): void {
    known = undefined
    loading = undefined
  }
  connection.onLost(forget)

  /** One question at a time, shared by all who ask; its answer counts only if nothing was forgotten meanwhile. */
  function load(): Promise<Known> {
    if (known !== undefined) return Promise.resolve(known)
    if (loading !== undefined) return loading
    const mine = ask().finally(() => {
      if (loading === mine) loading = undefined
    })
    loading = mine
    return mine

    async function ask(): Promise<Known> {
      const [epoch, names] = LoadReply.parse(await connection.askScript(LOAD, [KEYS.epoch, KEYS.names], [randomUUID()]))
      const loaded: Known = { epoch, byHandle: [], byName: new Map() }
      add(loaded, names)
      if (loading === mine) known = loaded
      return loaded
    }
  }

  /** A name that is none keeps its place, so that the others keep theirs. */
  function add(to: Known, names: readonly string[]): void {
    for (const text of names) {
      const name = SeriesName.safeParse(text).data
      if (name !== undefined && !to.byName.has(name)) to.byName.set(name, to.byHandle.length)
      to.byHandle.push(name)
    }
  }

  /** Appends what is missing, or learns what others appended meanwhile. One at a time in this process. */
  async function append(now: Known, missing: readonly SeriesName[]): Promise<void> {
    const length = now.byHandle.length
    const reply = AppendReply.parse(await connection.sendScript(APPEND, [KEYS.epoch, KEYS.names], [now.epoch, length, ...missing]))
    if (reply[0] === 'epoch') forget()
    // Another call of ours may have learnt the same meanwhile; then there is nothing to add.
    else if (now.byHandle.length === length) add(now, reply[0] === 'behind' ? reply[1] : missing)
  }

  return {
    resolve: async (series) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const now = await load()
        const missing = [...new Set(series.filter((name) => !now.byName.has(name)))]
        if (missing.length === 0) return { epoch: now.epoch, handleOf: (name) => now.byName.get(name) ?? -1 }
        if (appending === undefined) appending = append(now, missing).finally(() => (appending = undefined))
        else tries -= 1 // somebody else's turn
        await appending
      }
      throw new BusUnavailableError('series could not be named: the bus changes faster than we can follow')
    },
    upTo: async (handle, epoch) => {
      let now = await load()
      if (now.epoch !== epoch) {
        forget()
        now = await load()
      }
      if (now.epoch === epoch && handle >= now.byHandle.length) await append(now, [])
      return now.epoch === epoch ? (one) => now.byHandle[one] : undefined
    },
    epoch: async () => (await load()).epoch,
    forget,
  }
}
