import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type DriverIo, type RawPart, SourceError } from '#kit'
import { type ConfiguredSource, tryPass } from '../../server/ingest/index.ts'
import { writeDown } from '../../server/ingest/write-down.ts'
import { readRecorded } from '../contract/hear-case.ts'
import { mutate, mutateText, type Random } from './mutate.ts'
import { type Context, NOW, type Played, type Player, readAs } from './player.ts'

const CASES = path.resolve(import.meta.dirname, '../../fixtures/systems')
const TYPES: Record<string, string> = { '.json': 'application/json', '.ndjson': 'application/x-ndjson', '.prom': 'text/plain; version=0.0.4', '.xml': 'application/xml', '.txt': 'text/plain; name="HN_KK_20261015100000.txt"', '.ics': 'text/calendar' }
/** One in so many also shows a spoilt signature. */
const SIGNED_EVERY = 5

const EMPTY_PAGE: RawPart = { body: Buffer.from('[]'), contentType: 'application/json', from: '' }

interface Seed {
  source: ConfiguredSource
  parts: RawPart[]
}

/** The recorded answers of all systems of one driver, their bytes spoilt. */
export async function playBytes(driver: string, sources: readonly ConfiguredSource[], context: Context): Promise<Player> {
  const own = sources.filter((source) => source.driver.protocol === driver)
  const seeds = (await Promise.all(own.map(loadSeeds))).flat()
  if (seeds.length === 0) throw new Error(`no recorded answers for ${driver}`)
  return {
    driver,
    async play(random, nth) {
      const { source, parts } = seeds[random(seeds.length)] ?? { source: own[0] as ConfiguredSource, parts: [] } // there are some
      const sure = random(Math.max(1, parts.length))
      const spoilt = parts.map((part, i) => (i !== sure && random(2) === 0 ? part : spoil(part, random)))
      const forged = nth % SIGNED_EVERY === 0 ? refusedSignature(source, spoilt[0], random) : undefined
      return forged ?? read(source, spoilt, context)
    },
  }
}

const spoil = (part: RawPart, random: Random): RawPart =>
  ({ ...part, body: mutate(Buffer.from(part.body), random), ...(random(10) === 0 ? { contentType: mutateText(part.contentType ?? '', random) ?? '' } : {}) })

async function read(source: ConfiguredSource, spoilt: RawPart[], context: Context): Promise<Played> {
  const { kind } = source.driver
  const recorded = kind === 'poll' ? undefined : kind === 'listen' ? [{ from: '', body: writeDown(spoilt) }] : spoilt
  const tried = await tryPass(source, { recorded, now: NOW, contextFor: () => context, fetchFor: () => answerWith(spoilt, source.driver.protocol) })
  return tried.ok ? readAs(tried.normalised) : { kind: 'refused', reason: tried.reason }
}

/** A signature nobody made must be refused, whatever it looks like. */
function refusedSignature({ driver, config }: ConfiguredSource, part: RawPart | undefined, random: Random): Played | undefined {
  if (driver.kind !== 'inbox' || driver.verify === undefined || part === undefined) return undefined
  const headers = { 'x-ioc-timestamp': mutateText(String(NOW / 1_000), random) ?? '', 'x-ioc-signature': mutateText(`sha256=${'0'.repeat(64)}`, random) ?? '' }
  try {
    driver.verify(config, { body: part.body, contentType: '', headers }, NOW)
  } catch (thrown) {
    if (thrown instanceof SourceError) return { kind: 'refused', reason: thrown.message }
    throw thrown
  }
  throw new Error('a forged signature was taken')
}

/** The department answers whatever it is asked with these, over and over; a list that is paged ends with an empty page. */
function answerWith(parts: readonly RawPart[], protocol: string): DriverIo['fetch'] {
  let asked = 0
  return () => {
    const part = protocol === 'open311' && asked >= parts.length ? EMPTY_PAGE : parts[asked % parts.length]
    asked += 1
    return Promise.resolve({ status: 200, headers: { 'content-type': part?.contentType ?? '' }, body: part?.body ?? new Uint8Array() })
  }
}

async function loadSeeds(source: ConfiguredSource): Promise<Seed[]> {
  const folder = path.join(CASES, source.system.id)
  const cases = await Promise.all((await readdir(folder)).map((name) => loadSeed(source, path.join(folder, name))))
  return cases.filter(({ parts }) => parts.length > 0)
}

async function loadSeed(source: ConfiguredSource, folder: string): Promise<Seed> {
  const files = (await readdir(folder)).filter((file) => file.startsWith('answer')).sort()
  const typeOf = (file: string) => (file.startsWith('answer-') && file.endsWith('.txt') ? `text/plain; name="${file.slice('answer-'.length)}"` : (TYPES[path.extname(file)] ?? 'application/octet-stream'))
  const parts = await Promise.all(files.map(async (file): Promise<RawPart> => ({ body: await readFile(path.join(folder, file)), contentType: typeOf(file), from: '' })))
  if (source.driver.kind !== 'listen') return { source, parts }
  const messages = parts.flatMap(({ body }) => readRecorded(Buffer.from(body).toString('utf8')))
  return { source, parts: messages.map(({ topic, text }) => ({ from: `mqtt://so-nganh.example/${topic}`, body: Buffer.from(text) })) }
}
