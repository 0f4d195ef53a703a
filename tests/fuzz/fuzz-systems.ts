import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Sample } from '#contract'
import { loadContext } from '../contract/load-context.ts'
import { configureAll } from './configured.ts'
import { createRandom } from './mutate.ts'
import { playBytes } from './play-bytes.ts'
import { playRoute } from './play-route.ts'
import { playTables } from './play-tables.ts'
import { playLines, playRows, playVarbinds } from './play-values.ts'
import type { Played, Player } from './player.ts'

/** What became of one driver's payloads. */
export interface DriverOutcome {
  driver: string
  payloads: number
  /** Payloads of which something was read, and what came of them. */
  read: number
  accepted: number
  rejected: number
  /** Payloads refused as a whole. */
  refused: number
  slowestMs: number
  /** At the most while it went on, and what was left of it after a collection. */
  heapMb: number
  keptMb: number
  /** Anything that is neither samples and rejects nor a refusal with a reason, in time and memory. */
  faults: string[]
}

const MB = 1024 * 1024
/** What one driver may leave behind: caches, not payloads. */
const MOST_KEPT_MB = 64
const MOST_HEAP_MB = 512
const LOOK_EVERY = 50
/** Reasons are read by the person who sends the data. */
const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void // exposed by the line before

/** Mutated payloads through every driver and the upload, each its fair share, and normalise behind it. Everything must come to an end with a reason, and nothing false to a sample. */
export async function fuzzSystems({ count, seed, limitMs, onDriver }: { count: number; seed: number; limitMs: number; onDriver?(outcome: DriverOutcome): void }): Promise<DriverOutcome[]> {
  const [sources, context] = [configureAll(), await loadContext()]
  const bytes = ['http-json', 'open311', 'sensorthings', 'prometheus', 'cap', 'ical', 'station-text', 'mqtt', 'webhook', 'push', 'manual']
  const route = await playRoute(sources, context)
  try {
    const players = [...(await Promise.all(bytes.map((driver) => playBytes(driver, sources, context)))), playRows(sources, context), playVarbinds(sources, context), playLines(context), await playTables('sheet', sources, context), await playTables('sheet-sftp', sources, context), route]
    const share = Math.ceil(count / players.length)
    const outcomes: DriverOutcome[] = []
    for (const [i, player] of players.entries()) {
      const outcome = await fuzzOne(player, { share, seed: seed + i, limitMs })
      outcomes.push(outcome)
      onDriver?.(outcome)
    }
    return outcomes
  } finally {
    await route.stop()
  }
}

async function fuzzOne(player: Player, { share, seed, limitMs }: { share: number; seed: number; limitMs: number }): Promise<DriverOutcome> {
  const random = createRandom(seed)
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  const outcome: DriverOutcome = { driver: player.driver, payloads: 0, read: 0, accepted: 0, rejected: 0, refused: 0, slowestMs: 0, heapMb: 0, keptMb: 0, faults: [] }
  const look = () => (outcome.heapMb = Math.max(outcome.heapMb, Math.round(process.memoryUsage().heapUsed / MB)))
  for (let i = 0; i < share; i += 1) {
    const startedAt = performance.now()
    const tell = (fault: string) => void outcome.faults.push(`${player.driver}, payload ${i} of seed ${seed}: ${fault}`)
    try {
      count(await player.play(random, i), outcome, tell)
    } catch (thrown) {
      tell(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown))
    }
    const tookMs = performance.now() - startedAt
    outcome.slowestMs = Math.max(outcome.slowestMs, tookMs)
    if (tookMs > limitMs) tell(`took ${Math.round(tookMs)} ms`)
    outcome.payloads += 1
    if (i % LOOK_EVERY === 0) look()
  }
  look()
  collectGarbage()
  outcome.keptMb = Math.round((process.memoryUsage().heapUsed - before) / MB)
  if (outcome.keptMb > MOST_KEPT_MB || outcome.heapMb > MOST_HEAP_MB) outcome.faults.push(`${player.driver}: ${outcome.heapMb} MB of heap at the most, ${outcome.keptMb} MB kept`)
  return outcome
}

function count(played: Played, outcome: DriverOutcome, tell: (fault: string) => void): void {
  const reasons = played.kind === 'refused' ? [played.reason] : played.reasons
  for (const reason of reasons) if (!VIETNAMESE.test(reason)) tell(`a reason nobody here can read: "${reason.slice(0, 200)}"`)
  if (played.kind === 'refused') {
    outcome.refused += 1
    return
  }
  outcome.read += 1
  outcome.accepted += played.accepted ?? played.samples.length
  outcome.rejected += played.rejected
  for (const { feed: _feed, ...sample } of played.samples) if (!Sample.safeParse(sample).success) tell(`a sample the contract refuses: ${JSON.stringify(sample)}`)
}
