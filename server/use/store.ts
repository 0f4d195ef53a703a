import * as z from 'zod'
import { FEWEST_TOLD, type Screen, UseCell, type UseRole } from '#contract'
import type { Queries } from '../db/index.ts'

/** Openings of one page by one role in one hour. */
export interface Opened {
  day: string
  hour: number
  role: UseRole
  screen: Screen
  opened: number
}

type Ask = Pick<Queries, 'query'>

/** Its own SQL, nobody else's (migration 0341). */
export const useStore = {
  async add(db: Ask, all: readonly Opened[]): Promise<void> {
    await db.query(
      `insert into screen_use (day, hour, role, screen, opened) select * from unnest($1::date[], $2::smallint[], $3::text[], $4::text[], $5::int[])
         on conflict (day, hour, role, screen) do update set opened = screen_use.opened + excluded.opened`,
      [all.map(({ day }) => day), all.map(({ hour }) => hour), all.map(({ role }) => role), all.map(({ screen }) => screen), all.map(({ opened }) => opened)],
    )
  },

  async cells(db: Ask, from: string, to: string): Promise<UseCell[]> {
    const rows = await db.query(
      `select screen, role, coalesce(sum(n) filter (where n >= $3), 0)::int as count, (count(*) filter (where n < $3))::int as "fewDays"
         from (select screen, role, day, sum(opened) as n from screen_use where day between $1 and $2 group by screen, role, day) by_day group by screen, role order by screen, role`,
      [from, to, FEWEST_TOLD],
    )
    // A page or a role of an older version of this program is not shown any more.
    return rows.flatMap((row) => UseCell.safeParse(row).data ?? [])
  },

  async byHour(db: Ask, from: string, to: string): Promise<number[]> {
    const rows = await db.query(
      'select hour, sum(n)::int as count from (select day, hour, sum(opened) as n from screen_use where day between $1 and $2 group by day, hour) by_hour where n >= $3 group by hour',
      [from, to, FEWEST_TOLD],
    )
    const told = z.array(z.object({ hour: z.int(), count: z.int() })).parse(rows)
    return Array.from({ length: 24 }, (_, hour) => told.find((row) => row.hour === hour)?.count ?? 0)
  },

  async since(db: Ask): Promise<string | undefined> {
    const [row] = await db.query("select to_char(min(day), 'YYYY-MM-DD') as day from screen_use")
    return typeof row?.['day'] === 'string' ? row['day'] : undefined
  },

  async drop(db: Ask, before: string): Promise<void> {
    await db.query('delete from screen_use where day < $1', [before])
  },
}
