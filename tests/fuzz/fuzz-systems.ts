import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Sample } from '#contract'
import type { DriverIo, RawPart } from '#kit'
import { findDriver, findSystem, systems } from '../../connectors/index.ts'
import { type ConfiguredSource, configureSources, tryPass } from '../../server/ingest/index.ts'
import { writeDown } from '../../server/ingest/write-down.ts'
import { deviceAccess } from '../contract/device-case.ts'
import { readRecorded } from '../contract/hear-case.ts'
import { loadContext } from '../contract/load-context.ts'
import { createRandom, mutate } from './mutate.ts'

const CASES = path.resolve(import.meta.dirname, '../../fixtures/systems')
const TYPES: Record<string, string> = { '.json': 'application/json', '.ndjson': 'application/x-ndjson', '.prom': 'text/plain; version=0.0.4', '.xml': 'application/xml', '.txt': 'text/plain; name="HN_KK_20261015100000.txt"', '.ics': 'text/calendar', '.csv': 'application/octet-stream', '.xlsx': 'application/octet-stream' }
const NOW = Date.parse('2026-10-15T03:00:00Z')
/** Tables are read in a process of their own, a hundred times slower: fewer of them. */
const SHEET_EVERY = 200

export interface FuzzOutcome {
  payloads: number
  read: number
  refused: number
  samples: number
  rejects: number
  /** Anything that is neither samples and rejects nor an error with a reason. */
  faults: string[]
  slowestMs: number
}

interface Seed {
  source: ConfiguredSource
  parts: RawPart[]
  isSlow: boolean
}

/** So many mutated payloads through every driver that reads bytes, and normalise behind it. Everything must come to an end with a reason, and nothing false to a sample. */
export async function fuzzSystems({ count, seed, limitMs }: { count: number; seed: number; limitMs: number }): Promise<FuzzOutcome> {
  const [seeds, context] = [await loadSeeds(), await loadContext()]
  const quick = seeds.filter(({ isSlow }) => !isSlow)
  const slow = seeds.filter(({ isSlow }) => isSlow)
  const random = createRandom(seed)
  const outcome: FuzzOutcome = { payloads: 0, read: 0, refused: 0, samples: 0, rejects: 0, faults: [], slowestMs: 0 }
  for (let i = 0; i < count; i += 1) {
    const list = i % SHEET_EVERY === SHEET_EVERY - 1 ? slow : quick
    const one = list[random(list.length)]
    if (one === undefined) continue
    const recorded = one.parts.map((part) => ({ ...part, body: mutate(Buffer.from(part.body), random) }))
    const startedAt = performance.now()
    const tell = (fault: string) => void outcome.faults.push(`${one.source.info.id}, payload ${i} of seed ${seed}: ${fault}`)
    try {
      const isAsked = one.source.driver.kind === 'poll'
      const tried = await tryPass(one.source, { recorded: isAsked ? undefined : recorded, now: NOW, contextFor: () => context, fetchFor: () => answerWith(recorded) })
      if (tried.ok) {
        outcome.read += 1
        outcome.samples += tried.normalised.samples.length
        outcome.rejects += tried.normalised.rejectedCount
        for (const { feed: _feed, ...sample } of tried.normalised.samples) if (!Sample.safeParse(sample).success) tell(`a sample the contract refuses: ${JSON.stringify(sample)}`)
        for (const { reason } of tried.normalised.rejects) if (reason.trim() === '') tell('a reject without a reason')
      } else {
        outcome.refused += 1
        if (tried.reason.trim() === '') tell('refused without a reason')
      }
    } catch (thrown) {
      tell(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown))
    }
    const tookMs = performance.now() - startedAt
    outcome.slowestMs = Math.max(outcome.slowestMs, tookMs)
    if (tookMs > limitMs) tell(`took ${Math.round(tookMs)} ms`)
    outcome.payloads += 1
  }
  return outcome
}

/** The department answers whatever it is asked with these, over and over. */
function answerWith(parts: readonly RawPart[]): DriverIo['fetch'] {
  let asked = 0
  return () => {
    const part = parts[asked++ % parts.length]
    return Promise.resolve({ status: 200, headers: { 'content-type': part?.contentType ?? '' }, body: part?.body ?? new Uint8Array() })
  }
}

/** The recorded answers of every system whose bytes are read here; databases and devices are asked over their own protocols, and fuzzed by their suites. */
async function loadSeeds(): Promise<Seed[]> {
  const settings = systems.filter(({ driver }) => driver !== 'sql' && driver !== 'syslog').map(({ id, driver }) => {
    const found = findDriver(driver)
    const config = found?.kind === 'inbox' ? {} : driver === 'snmp' ? deviceAccess('snmp://so-nganh.example') : { url: found?.kind === 'listen' ? 'mqtt://so-nganh.example' : 'https://so-nganh.example/' }
    return { id: id as never, system: id, origin: 'real' as const, enabled: true, allow: [], config, readings: {} } // an id of the register
  })
  const { sources, faults } = configureSources(settings, { findDriver, findSystem })
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const seeds = await Promise.all(sources.filter(({ driver }) => driver.protocol !== 'snmp').map(async (source): Promise<Seed[]> => {
    const folder = path.join(CASES, source.system.id)
    return await Promise.all((await readdir(folder)).map(async (name) => seedOf(source, path.join(folder, name))))
  }))
  return seeds.flat().filter(({ parts }) => parts.length > 0)
}

async function seedOf(source: ConfiguredSource, folder: string): Promise<Seed> {
  const files = (await readdir(folder)).filter((file) => file.startsWith('answer')).sort()
  const parts = await Promise.all(files.map(async (file): Promise<RawPart> => ({ body: await readFile(path.join(folder, file)), contentType: TYPES[path.extname(file)] ?? 'application/octet-stream', from: '' })))
  const isSlow = source.driver.protocol === 'sheet'
  if (source.driver.kind !== 'listen') return { source, parts, isSlow }
  const messages = parts.flatMap(({ body }) => readRecorded(Buffer.from(body).toString('utf8')))
  return { source, isSlow, parts: [{ from: '', body: writeDown(messages.map(({ topic, text }) => ({ from: `mqtt://so-nganh.example/${topic}`, body: Buffer.from(text) }))) }] }
}
