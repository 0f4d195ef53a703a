import { type Check, CHECK_OF_REJECT, CHECK_OF_RULE, type IndicatorId, type LostRow, type LostRowsAnswer, type Run, type SourceId, WORD_OF_CHECK } from '#contract'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { readGaps, readLostRuns } from './kept-tallies.ts'
import { bySource } from './outage-store.ts'
import type { Outages } from './outages.ts'
import type { Stretch } from './watch-time.ts'

export interface LostRowsAsked extends Stretch {
  source: SourceId
  check: Check
  dataset: IndicatorId | undefined
}

/** The passes that lost something under a check. */
export type LostRows = (asked: LostRowsAsked) => Promise<LostRowsAnswer>

interface Deps {
  db: Db
  bus: Pick<Bus, 'runs'>
  clock: Clock
  outages: Pick<Outages, 'since'>
  runsKeptMs: number
}

const SHOWN = 50
const MOST_RUNS = 1_000
/** Some fall away because they were planned. */
const READ = 4 * SHOWN

export function createLostRows({ db, bus, clock, outages, runsKeptMs }: Deps): LostRows {
  return async (asked) => {
    const { runs, gaps, planned, reach } = await readAll(asked)
    const isExcused = ({ endedAt }: Run) => isExcusable(asked.check) && planned.some(({ from, to }) => endedAt >= from && endedAt < to)
    const counted = runs.filter((run) => !isExcused(run))
    return {
      source: asked.source, check: asked.check, ...(asked.dataset === undefined ? {} : { dataset: asked.dataset }), from: iso(asked.from), to: iso(asked.to), reach: iso(reach),
      rows: counted.slice(0, SHOWN).map((run) => rowOf(run, asked)), gaps: gaps.map(({ from, to }) => ({ from: iso(from), to: iso(to) })), isCut: counted.length > SHOWN,
    }
  }

  async function readAll({ source, check, dataset, from, to }: LostRowsAsked): Promise<{ runs: Run[]; gaps: Stretch[]; planned: readonly Stretch[]; reach: number }> {
    // Silence shows in passes that were not answered, and in the stretches between.
    const seen = check === 'on-time' ? 'answered' : check
    try {
      const [runs, gaps, all] = await Promise.all([
        readLostRuns(db, { source, check: seen, dataset, from, to, most: READ }), check === 'on-time' ? readGaps(db, { source, from, to, most: SHOWN }) : [], outages.since(from),
      ])
      return { runs, gaps, planned: bySource(all)(source), reach: clock.now() - runsKeptMs }
    } catch (thrown) {
      if (!(thrown instanceof DbUnavailableError)) throw thrown
      const all = await bus.runs(source, MOST_RUNS)
      const runs = all.filter((run) => run.endedAt >= from && run.endedAt < to && lostOf(run, seen, dataset) > 0)
      return { runs, gaps: [], planned: [], reach: all.at(-1)?.startedAt ?? clock.now() }
    }
  }
}

const isExcusable = (check: Check): boolean => WORD_OF_CHECK[check] === 'complete' || WORD_OF_CHECK[check] === 'alive'

const lostOf = ({ tally }: Run, check: Check, dataset: string | undefined): number =>
  (tally?.lost ?? []).filter(([one, of]) => one === check && (dataset === undefined || of === '' || of === dataset)).reduce((sum, [, , n]) => sum + n, 0)

function rowOf(run: Run, { check, dataset }: LostRowsAsked): LostRow {
  return {
    run: run.id, at: iso(run.endedAt), lost: lostOf(run, check === 'on-time' ? 'answered' : check, dataset),
    ...(run.error === undefined ? {} : { error: run.error.message }),
    findings: (run.findings ?? []).filter(({ rule }) => CHECK_OF_RULE[rule] === check),
    rejects: run.rejects.filter(({ code }) => CHECK_OF_REJECT[code] === check),
    raw: run.raw.map(({ place: _place, ...answer }) => answer),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
