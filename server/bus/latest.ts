import * as z from 'zod'
import { Cursor, type FeedId, type KeptSample, type Run } from '#contract'
import { BusUnavailableError, type Bus, type Latest } from './bus.ts'
import { decodeLatest, decodeRun } from './codec.ts'
import type { Connection, Script } from './connection.ts'
import { describeError } from '../errors.ts'
import { KEYS } from './keys.ts'
import type { Log } from '../log.ts'
import type { Names } from './names.ts'

const NEWEST = `
local function newest(log)
  if redis.call('EXISTS', log) == 0 then return '0-0' end
  local about = redis.call('XINFO', 'STREAM', log)
  for i = 1, #about, 2 do if about[i] == 'last-generated-id' then return about[i + 1] end end
end
`

const HEAD: Script = { name: 'iocHead', lua: `${NEWEST} return {redis.call('GET', KEYS[1]), newest(KEYS[2])}` }

/** KEYS[5] and KEYS[7] are prefixes; without ARGV all feeds. */
const LATEST: Script = {
  name: 'iocLatest',
  lua: `${NEWEST}
local feeds = #ARGV > 0 and ARGV or redis.call('SMEMBERS', KEYS[6])
local values = {}
for _, feed in ipairs(feeds) do
  for _, page in ipairs(redis.call('SMEMBERS', KEYS[7] .. feed)) do values[#values + 1] = redis.call('HGETALL', KEYS[5] .. feed .. ':' .. page) end
end
return {redis.call('GET', KEYS[1]), newest(KEYS[2]), values, redis.call('HGETALL', KEYS[3]), redis.call('HGETALL', KEYS[4])}
`,
}

const Flat = z.array(z.string())
const HeadReply = z.tuple([z.string().nullable(), Cursor])
const LatestReply = z.tuple([z.string().nullable(), Cursor, z.array(Flat), Flat, Flat])
const TRIES = 3

export interface LatestDeps {
  connection: Connection
  names: Names
  log: Log
  upgraded(): Promise<unknown>
}

export async function readHead({ connection, names }: Pick<LatestDeps, 'connection' | 'names'>): ReturnType<Bus['head']> {
  const [epoch, cursor] = HeadReply.parse(await connection.askScript(HEAD, [KEYS.epoch, KEYS.log], []))
  if (epoch !== null) return { epoch, cursor }
  names.forget()
  return { epoch: await names.epoch(), cursor }
}

export async function readLatest(feeds: readonly FeedId[] | undefined, deps: LatestDeps): Promise<Latest> {
  await deps.upgraded()
  for (let tries = 0; tries < TRIES; tries += 1) {
    // No feeds asked for is not the same as all.
    const asked = feeds?.length === 0 ? [''] : [...new Set(feeds)]
    const reply = await deps.connection.askScript(LATEST, [KEYS.epoch, KEYS.log, KEYS.lastRuns, KEYS.lastGoodRuns, KEYS.latest('', ''), KEYS.feeds, KEYS.pages('')], asked)
    const [epoch, cursor, hashes, lastRuns, goodRuns] = LatestReply.parse(reply)
    const entries = hashes.flatMap((flat) => pairs(flat)).filter(([field]) => field !== 'v')
    const nameOf = epoch === null ? undefined : await deps.names.upTo(highest(entries), epoch)
    if (epoch !== null && nameOf !== undefined) return { epoch, cursor, samples: decodeAll(entries, nameOf, deps.log), runs: joinRuns(lastRuns, goodRuns, deps.log) }
    deps.names.forget()
    await deps.names.epoch() // sets one where Redis was emptied
  }
  throw new BusUnavailableError('the bus is being emptied over and over')
}

function pairs(flat: readonly string[]): [string, string][] {
  const all: [string, string][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) all.push([flat[i] ?? '', flat[i + 1] ?? ''])
  return all
}

function highest(entries: readonly [string, string][]): number {
  let handle = -1
  for (const [text] of entries) handle = Math.max(handle, Number(text) || 0)
  return handle
}

/** A series that changed its feed has left a value in the former one: the newer of both counts. */
function decodeAll(entries: readonly [string, string][], nameOf: Parameters<typeof decodeLatest>[2], log: Log): KeptSample[] {
  const bySeries = new Map<string, KeptSample>()
  for (const [handle, entry] of entries) {
    try {
      const sample = decodeLatest(Number(handle), entry, nameOf)
      const held = bySeries.get(sample.series)
      if (held === undefined || held.at < sample.at) bySeries.set(sample.series, sample)
    } catch (thrown) {
      log.error({ handle, reason: describeError(thrown) }, 'latest value cannot be read, left out')
    }
  }
  return [...bySeries.values()]
}

function joinRuns(lastRuns: readonly string[], goodRuns: readonly string[], log: Log): Latest['runs'] {
  const good = new Map(pairs(goodRuns))
  return pairs(lastRuns).flatMap(([source, text]) => {
    const last = readRun(source, text, log)
    const goodText = good.get(source)
    return last === undefined ? [] : [{ last, lastGood: goodText === undefined ? undefined : readRun(source, goodText, log) }]
  })
}

export function readRun(source: string, text: string, log: Log): Run | undefined {
  try {
    return decodeRun(text)
  } catch (thrown) {
    log.error({ source, reason: describeError(thrown) }, 'run cannot be read, left out')
    return undefined
  }
}
