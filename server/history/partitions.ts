import type { Db, Queries } from '../db/index.ts'

const DAY_MS = 86_400_000
/** Days ahead of today that have their own partition before the first sample comes. */
const AHEAD = 2

export interface Partitions {
  /** Makes the partitions about today; asked with every batch, works once a day. */
  ensure(now: number): Promise<void>
  /** Drops whole days older than `keepDays`; answers how many. */
  drop(now: number, keepDays: number): Promise<number>
  /** Where raw samples begin: rollups before it are no longer computed from them. */
  floor(): number
}

/** One partition of `sample` per UTC day, so that keeping a week costs a drop and not a delete. */
export function createPartitions(db: Db, keepDays: number): Partitions {
  let ensuredUntil = 0
  let floor = Number.POSITIVE_INFINITY
  return {
    async ensure(now) {
      const today = Math.floor(now / DAY_MS) * DAY_MS
      if (ensuredUntil >= today + AHEAD * DAY_MS) return
      for (let day = today - keepDays * DAY_MS; day <= today + AHEAD * DAY_MS; day += DAY_MS) await db.transaction((queries) => make(queries, day))
      const [oldest] = await db.query<{ ms: number | null }>('select (extract(epoch from min(day)) * 1000)::bigint as ms from sample_day')
      floor = oldest?.ms ?? today
      ensuredUntil = today + AHEAD * DAY_MS
    },
    async drop(now, days) {
      const before = new Date(Math.floor(now / DAY_MS) * DAY_MS - days * DAY_MS).toISOString().slice(0, 10)
      const old = await db.query<{ name: string }>('select name from sample_day where day < $1 order by day', [before])
      for (const { name } of old) {
        await db.transaction(async (queries) => {
          await queries.query(`drop table if exists ${name}`)
          await queries.query('delete from sample_day where name = $1', [name])
        })
      }
      const [oldest] = await db.query<{ ms: number | null }>('select (extract(epoch from min(day)) * 1000)::bigint as ms from sample_day')
      floor = oldest?.ms ?? floor
      return old.length
    },
    floor: () => floor,
  }
}

/** Rows that came before their day had a partition are moved into it. */
async function make(queries: Queries, day: number): Promise<void> {
  const date = new Date(day).toISOString().slice(0, 10)
  const name = `sample_${date.replaceAll('-', '')}` // of digits only: safe inside the text
  await queries.query('select pg_advisory_xact_lock(70160767)')
  if ((await queries.query('select 1 from sample_day where day = $1', [date])).length > 0) return
  const [from, to] = [new Date(day).toISOString(), new Date(day + DAY_MS).toISOString()]
  await queries.query(`create table ${name} (like sample including defaults including constraints including indexes)`)
  await queries.query(`with moved as (delete from sample_other where at >= '${from}' and at < '${to}' returning *) insert into ${name} select * from moved`)
  await queries.query(`alter table sample attach partition ${name} for values from ('${from}') to ('${to}')`)
  await queries.query('insert into sample_day (day, name) values ($1, $2)', [date, name])
}
