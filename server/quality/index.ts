import type { Catalogue, QualityAnswer, QualityBy, QualityRow, QualitySettings, SourceId, SourceInfo, SourceScores } from '#contract'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { readTallies } from './kept-tallies.ts'
import { levelsOf } from './levels.ts'
import { createLostRows, type LostRows } from './lost-rows.ts'
import { bySource } from './outage-store.ts'
import { createOutages, type Outages } from './outages.ts'
import { inShort, scoreOf, scoreOfAgency } from './score.ts'
import { createSums, type Sums } from './sums.ts'
import { tallyRuns } from './tally-runs.ts'
import { HOUR_MS, hourOf } from './watch-time.ts'

/** How well sources, datasets and agencies deliver, by a small vocabulary of checks, over any period; and what they said beforehand they would not. */
export interface Quality {
  /** In whole hours around the period; only what may be seen. */
  scores(asked: QualityAsked): Promise<QualityAnswer>
  /** The last day of one source, in short; undefined when it does not run here. */
  lastDay(source: SourceId): Promise<SourceScores> | undefined
  /** The mean of all sources over the last day; undefined while there is nothing to take it of. */
  overall(): Promise<number | undefined>
  lostRows: LostRows
  outages: Outages
}

export interface QualityAsked {
  from: number
  to: number
  by: QualityBy
  maySee(source: SourceId): boolean
}

export interface QualityDeps {
  db: Db
  bus: Pick<Bus, 'runs'>
  clock: Clock
  /** Those that run here; what is rolled up is nobody's delivery. */
  sources(): readonly SourceInfo[]
  catalogue(): Pick<Catalogue, 'indicators'>
  settings(): QualitySettings
  newId(): string
  /** Passes older than this are not kept. */
  runsKeptMs: number
}

const DAY_MS = 86_400_000
/** Every screen that asks would otherwise add up a day of all sources. */
const KEPT_MS = 10_000

/** What is known of each source: of whole hours, or, without PostgreSQL, of the passes still kept. */
interface Known {
  counted: QualityAnswer['counted']
  of: Map<string, { sums: Sums; from: number | undefined }>
}

export function createQuality(deps: QualityDeps): Quality {
  const { db, bus, clock } = deps
  const outages = createOutages(deps)
  let day: { at: number; known: Promise<Known> } | undefined

  async function known(from: number, to: number): Promise<Known> {
    try {
      const planned = bySource(await outages.since(from))
      return { counted: 'hours', of: await readTallies(db, { from, to, planned }) }
    } catch (thrown) {
      if (!(thrown instanceof DbUnavailableError)) throw thrown
      return { counted: 'passes', of: new Map(await Promise.all(deps.sources().map(async ({ id }) => [id, await tallyRuns(bus, id, clock.now())] as const))) }
    }
  }

  function lastDayOfAll(): Promise<Known> {
    const now = clock.now()
    if (day !== undefined && now - day.at < KEPT_MS) return day.known
    const asked = known(hourOf(now - DAY_MS), hourOf(now) + HOUR_MS)
    day = { at: now, known: asked }
    asked.catch(() => (day = undefined))
    return asked
  }

  const scored = ({ id, agency }: SourceInfo, sums: Sums, dataset?: string) =>
    scoreOf((check) => sums.share(check, dataset), (check) => levelsOf(deps.settings(), { agency, source: id, dataset }, check))

  function rowOf(info: SourceInfo, known: Known): QualityRow & { source: SourceId } {
    const sums = known.of.get(info.id)?.sums ?? createSums()
    return { agency: info.agency, source: info.id, passes: sums.passes(), ...scored(info, sums) }
  }

  function rowsOf(by: QualityBy, infos: readonly SourceInfo[], all: Known): QualityRow[] {
    if (by === 'source') return infos.map((info) => rowOf(info, all))
    if (by === 'agency') {
      const agencies = [...new Set(infos.map(({ agency }) => agency))]
      return agencies.map((agency) => {
        const own = infos.filter((info) => info.agency === agency).map((info) => rowOf(info, all))
        return { agency, passes: own.reduce((sum, { passes }) => sum + passes, 0), ...scoreOfAgency(own) }
      })
    }
    const indicators = new Map(deps.catalogue().indicators.map(({ id }) => [id as string, id]))
    return infos.flatMap((info) => {
      const sums = all.of.get(info.id)?.sums ?? createSums()
      return sums.datasets().flatMap((name): QualityRow[] => {
        const dataset = indicators.get(name)
        return dataset === undefined ? [] : [{ agency: info.agency, source: info.id, dataset, passes: sums.passes(), ...scored(info, sums, dataset) }]
      })
    })
  }

  return {
    async scores({ from, to, by, maySee }) {
      const whole = { from: hourOf(from), to: Math.ceil(to / HOUR_MS) * HOUR_MS }
      const all = await known(whole.from, whole.to)
      const shown = all.counted === 'hours' ? whole : { from: clock.now() - DAY_MS, to: clock.now() }
      return { from: iso(shown.from), to: iso(shown.to), by, counted: all.counted, rows: rowsOf(by, deps.sources().filter(({ id }) => maySee(id)), all) }
    },
    lastDay(source) {
      const info = deps.sources().find(({ id }) => id === source)
      if (info === undefined) return undefined
      return lastDayOfAll().then((all) => inShort(rowOf(info, all), all.of.get(source)?.from))
    },
    async overall() {
      const all = await lastDayOfAll()
      const points = deps.sources().flatMap((info) => {
        const { correct, complete, clean, alive } = rowOf(info, all)
        const words = [correct, complete, clean, alive].filter((one) => one !== undefined)
        return words.length === 0 ? [] : [mean(words)]
      })
      return points.length === 0 ? undefined : mean(points)
    },
    lostRows: createLostRows({ ...deps, outages }),
    outages,
  }
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const iso = (at: number): string => new Date(at).toISOString()

export { dropTallies, writeTallies } from './tally-writer.ts'
export type { Outages } from './outages.ts'
export type { LostRows } from './lost-rows.ts'
