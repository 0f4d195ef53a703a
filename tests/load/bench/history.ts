import pg from 'pg'
import type { SeriesName } from '#contract'
import { createDayStart, createPast, createStepOf, type History } from '../../../server/history/index.ts'
import { startTestPostgres } from '../../support/postgres.ts'
import { alternate, type BenchTime } from './alternate.ts'
import { loadBenchProvince } from './bench-province.ts'
import { withCleanUp } from './clean-up.ts'
import { realSeries } from './feed-series.ts'
import type { Row } from './row.ts'
import { percentile } from './statistics.ts'

const DAY_MS = 86_400_000
/** 13 months in steps of two days: just under 200 points. */
const DAYS = 396
const STEP_MS = 2 * DAY_MS
const SERIES = 2_000
const WARM_UP = 50

/** Written by hand for this one question: what a step came to and its last value. */
const BY_HAND = `
  select extract(epoch from max(r.last_at)) * 1000 as at, (array_agg(r.last order by r.at desc))[1] as value, sum(r.n) as n, sum(r.sum) / sum(r.n) as mean, min(r.min) as min, max(r.max) as max
  from rollup_day r join series s on s.id = r.series
  where s.name = $1 and r.at >= to_timestamp($2::bigint / 1000.0) and r.at <= to_timestamp($3::bigint / 1000.0)
  group by floor(extract(epoch from r.at) * 1000 / ${STEP_MS}) order by 1`

/** A course of 200 points over 13 months, out of a year of rollups of many series: our answer against one query written by hand. */
export const measureHistory = ({ seconds, rounds }: BenchTime): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const postgres = await startTestPostgres()
    ends.push(postgres.stop)
    const db = postgres.openDb()
    await db.ready() // the migrations have run
    const pool = new pg.Pool({ ...postgres.engine.connection, max: 1 })
    pool.on('error', () => {}) // it may hear of the server's end before its own
    ends.push(() => pool.end())
    const names = realSeries((await loadBenchProvince()).catalogue, SERIES).map((one) => one.series)
    await fill(pool, names)

    const nothingNear: History = { start: async () => {}, stop: async () => {}, range: async () => ({ reach: undefined, samples: [] }) }
    const past = createPast({ db, recent: nothingNear, stepOf: createStepOf(createDayStart('Asia/Ho_Chi_Minh')) })
    const to = Date.now()
    const from = to - DAYS * DAY_MS
    const ask = {
      ours: async (series: SeriesName) => (await past.range({ series, from, to, step: STEP_MS, limit: 200 })).samples.length,
      floor: async (series: SeriesName) => (await pool.query({ name: 'by-hand', text: BY_HAND, values: [series, from, to] })).rows.length,
    }
    let next = 0
    const anySeries = (): SeriesName => names[(next++ * 7_919) % names.length] as SeriesName // there are names
    for (const side of [ask.ours, ask.floor]) {
      for (let i = 0; i < WARM_UP; i += 1) {
        const points = await side(anySeries())
        if (points < 190 || points > 200) throw new Error(`an answer of ${points} points where about 198 were due`)
      }
    }
    const turn = (side: (series: SeriesName) => Promise<number>) => async () => {
      const took: number[] = []
      const until = performance.now() + (seconds * 1_000) / 3
      while (performance.now() < until) {
        const startedAt = performance.now()
        await side(anySeries())
        took.push(performance.now() - startedAt)
      }
      return { p50: percentile(took, 50), p95: percentile(took, 95) }
    }
    const { floor, ours } = await alternate(rounds, { floor: turn(ask.floor), ours: turn(ask.ours) })
    const of = (key: 'p50' | 'p95') => ({ ours: ours.map((one) => one[key]), floor: floor.map((one) => one[key]) })
    return [
      { what: `history: 200 points over 13 months, ${SERIES} series with daily rollups, p95`, unit: 'ms', ...of('p95'), goal: { of: 'ratio', atMost: 1.3 } },
      { what: 'history: the same, p50', unit: 'ms', ...of('p50') },
    ]
  })

/** In the database itself: 800,000 rows would otherwise take longer to send than to write. */
async function fill(db: pg.Pool, names: readonly string[]): Promise<void> {
  await db.query(`insert into source (name) values ('bench')`)
  await db.query('insert into series (name) select unnest($1::text[])', [names])
  await db.query(
    `insert into rollup_day (series, at, n, sum, min, max, last, last_at, source)
     select s.id, d.at, 24, 24 * (100 + s.id % 17), 90, 120, 100 + extract(day from d.at), d.at + interval '23 hours', (select id from source limit 1)
     from series s cross join (select date_trunc('day', now()) - (i || ' days')::interval as at from generate_series(0, ${DAYS}) i) d
     where s.name = any($1::text[])`,
    [names],
  )
  await db.query('analyze rollup_day')
}
