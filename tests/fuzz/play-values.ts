import { Duplex } from 'node:stream'
import type { Varbind } from 'net-snmp'
import { defineSystem, type PollDriver, SourceError } from '#kit'
import { createCounter } from '../../connectors/drivers/syslog/count-messages.ts'
import { createFrameSplitter } from '../../connectors/drivers/syslog/split-frames.ts'
import type { ConfiguredSource } from '../../server/ingest/index.ts'
import { mutate, mutateCell, mutateText, type Random } from './mutate.ts'
import { type Context, NOW, type Played, type Player, readRecords } from './player.ts'

const KINDS = ['whole', 'number', 'truth', 'instant', 'local', 'day', 'text']
/** One in so many is no database at all that answers. */
const WIRE_EVERY = 20
const UTF8_PART = { contentType: 'application/x-ndjson', from: '' }

const pickOne = <T>(all: readonly T[], random: Random): T => {
  const one = all[random(all.length)]
  if (one === undefined) throw new Error('nothing to choose from')
  return one
}

/** Rows as a database writes them, cells spoilt; and now and then bytes of no database's protocol. */
export function playRows(sources: readonly ConfiguredSource[], context: Context): Player {
  const own = sources.filter(({ driver }) => driver.protocol === 'sql')
  return {
    driver: 'sql',
    async play(random, nth) {
      const source = pickOne(own, random)
      const { driver, config, system } = source
      if (nth % WIRE_EVERY === 0) return askGarbage(source, random)
      const names = [...new Set([system.locality, system.at, system.period, ...system.readings.flatMap(({ value, where = {} }) => [value, ...Object.keys(where)])])].flatMap((pointer) => (pointer === undefined ? [] : [pointer.slice(1)]))
      const kindOf = (name: string) => (random(12) === 0 ? pickOne(KINDS, random) : `/${name}` === system.locality ? 'text' : `/${name}` === system.at ? 'instant' : 'number')
      const columns = names.map((name) => ({ name, kind: kindOf(name) }))
      const usual = (name: string) => (`/${name}` === system.locality ? '25459' : `/${name}` === system.at ? '2026-10-15 09:00:00+07' : `/${name}` === system.period ? '2026' : String(random(100)))
      const rows = Array.from({ length: random(6) }, () => names.map((name) => mutateCell(usual(name), random)))
      const body = Buffer.from([{ columns }, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''))
      return reopened(source, await driver.reopen?.(config, [{ ...UTF8_PART, body }]), context)
    },
  }
}

const reopened = ({ system }: ConfiguredSource, records: unknown[] | undefined, context: Context): Played => readRecords(system, records ?? [], context)

/** Says it, first or when it is spoken to, and hangs up. */
function speakOnce(bytes: Buffer, isFirst: boolean): Duplex {
  let said = false
  const line = new Duplex({
    allowHalfOpen: false, // as a socket has it
    read() {},
    write(_chunk, _encoding, done) {
      say()
      done()
    },
  })
  function say(): void {
    if (said || line.destroyed) return
    said = true
    line.push(bytes)
    line.push(null)
  }
  if (isFirst) setImmediate(say)
  return line
}

/** Somebody answers at the database's port who speaks another language. */
async function askGarbage({ driver, config }: ConfiguredSource, random: Random): Promise<Played> {
  const bytes = mutate(Buffer.from(pickOne(['N', 'S', 'R\0\0\0\x08\0\0\0\0', 'E\0\0\0\x20SFATAL\0C28P01\0Mno\0\0', 'J\0\0\0\x0a8.0.36\0', '\xff\xff\xff\xff', 'HTTP/1.1 400 Bad Request\r\n\r\n'], random), 'latin1'), random)
  const vendor = pickOne(['postgres', 'mysql'], random)
  const connect = () => Promise.resolve(speakOnce(bytes, vendor === 'mysql'))
  try {
    const io = { fetch: () => Promise.reject(new Error('no HTTP here')), connect, signal: AbortSignal.timeout(5_000), now: () => NOW, bookmark: undefined }
    await (driver as PollDriver<unknown>).collect({ ...(config as object), url: `${vendor}://so-nganh.example/so_lieu`, tls: 'none' }, io) // sql is asked
  } catch (thrown) {
    if (thrown instanceof SourceError) return { kind: 'refused', reason: thrown.message }
    throw thrown
  }
  throw new Error('garbage was taken for an answer')
}

const TYPES = [1, 2, 3, 4, 5, 6, 64, 65, 66, 67, 68, 70, 128, 129, 130, 255]

/** Values of a device as they were decoded, spoilt in kind, in place and in content. */
export function playVarbinds(sources: readonly ConfiguredSource[], context: Context): Player {
  const own = sources.filter(({ driver }) => driver.protocol === 'snmp')
  const value = (random: Random): Partial<Varbind> & { base64?: string } => {
    const text = mutateText(String(random(500)), random)
    if (text === null) return { value: null }
    if (random(3) === 0) return { base64: mutate(Buffer.from(text), random).subarray(0, 5_000).toString('base64') }
    return { value: random(2) === 0 ? Number(text) : text }
  }
  return {
    driver: 'snmp',
    async play(random) {
      const source = pickOne(own, random)
      const { get, table } = source.config as { get: Record<string, string>; table?: { columns: Record<string, string> } } // passed the driver's schema
      const rows = Array.from({ length: random(6) }, (_, i) => (random(10) === 0 ? random(1e9) : i + 1))
      // The first column of the table is a code, the others are figures.
      const cells = Object.values(table?.columns ?? {}).flatMap((oid, column) => rows.map((row) => ({ oid: `${oid}.${row}`, ...(column === 0 ? { type: 4, base64: Buffer.from('25459').toString('base64') } : { type: 2, value: 1 + random(2) }) })))
      const all = [...Object.values(get).map((oid) => ({ oid, type: 2, value: rows.length })), ...cells]
      const lines = all.map((cell) => JSON.stringify({ ...cell, ...(random(20) === 0 ? { oid: `${cell.oid}.0` } : {}), ...(random(8) === 0 ? { type: pickOne(TYPES, random) } : {}), ...(random(8) === 0 ? value(random) : {}) }))
      try {
        return reopened(source, await source.driver.reopen?.(source.config, [{ ...UTF8_PART, body: Buffer.from(`${lines.join('\n')}\n`) }]), context)
      } catch (thrown) {
        if (thrown instanceof SourceError) return { kind: 'refused', reason: thrown.message }
        throw thrown
      }
    },
  }
}

const LINES = [
  '<134>1 2026-10-15T03:00:00Z fw01 CEF 12 ID47 - CEF:0|Hãng|Tường lửa|1.0|100|Chặn|8|src=10.0.0.1', '<34>Oct 15 10:00:00 may-chu su: failed', '<165>1 - host app - - - thử',
  '<191>1 2026-10-15T10:00:00+07:00 h a p m [x@32473 a="b\\]"] ế', '<0>1 - - - - - -',
]
const COUNTED = defineSystem({
  id: 'counted', title: { vi: 'Đếm', en: 'Counted' }, short: { vi: 'Đếm', en: 'Counted' }, agency: 'gov.ppc-office', driver: 'syslog', config: {}, at: '/to', // the context does not look
  readings: [{ indicator: 'soc.alerts-critical', value: '/messages', min: 0 }], // one of the catalogue, or a reject
})

/** A stream of spoilt lines, framed both ways, cut at any place. */
export function playLines(context: Context): Player {
  return {
    driver: 'syslog',
    async play(random) {
      const counter = createCounter(1_000)
      const splitter = createFrameSplitter(8_192, { message: counter.take, tooLong: () => counter.note('unreadable'), lost: () => counter.note('unreadable') })
      const lines = Array.from({ length: 1 + random(4) }, () => mutate(Buffer.from(pickOne(LINES, random)), random).subarray(0, 20_000))
      for (const line of lines) counter.take(line)
      const stream = Buffer.concat(lines.flatMap((line) => (random(2) === 0 ? [Buffer.from(`${line.length + random(3)} `), line] : [line, Buffer.from('\n')])))
      for (let from = 0; from < stream.length;) {
        const to = from + 1 + random(3_000)
        splitter.push(stream.subarray(from, to))
        from = to
      }
      const { counts } = counter.close()
      const told = counts.messages + counts.unreadable + counts.dropped
      if (told < lines.length) throw new Error(`${lines.length} messages, ${told} counted`)
      const played = readRecords(COUNTED, [{ to: new Date(NOW).toISOString(), ...counts }], context)
      return played.kind === 'read' ? { ...played, accepted: counts.messages, rejected: played.rejected + counts.unreadable } : played
    },
  }
}
