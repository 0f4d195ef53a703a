import { Explanation, type SeriesName } from '#contract'
import type { Queries, Row } from '../db/index.ts'

/** Its own SQL, nobody else's (migration 0330). Throws `DbUnavailableError` while PostgreSQL cannot be asked. */
export interface ExplanationStore {
  add(explanation: Explanation): Promise<void>
  /** All of one series, newest first. */
  of(series: SeriesName, most: number): Promise<Explanation[]>
  /** Of each series of these indicators the newest, newest first. */
  newest(indicators: readonly string[], most: number): Promise<Explanation[]>
  /** Written between two moments, oldest first. */
  between(from: string, to: string, most: number): Promise<Explanation[]>
  /** That promise something for this day or later. */
  running(day: string, most: number): Promise<Explanation[]>
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const FACTS = `id, series, why, remedy, to_char(until_day, 'YYYY-MM-DD') as until, value, ${iso('figure_at')} as at, written_by as by, roles, ${iso('written_at')} as "writtenAt"`

export function createExplanationStore(db: Pick<Queries, 'query'>): ExplanationStore {
  const ask = async (text: string, values: readonly unknown[]): Promise<Explanation[]> => (await db.query(text, values)).map((row: Row) => Explanation.parse(row))
  return {
    async add({ id, series, why, remedy, until, value, at, by, roles, writtenAt }) {
      await db.query(
        'insert into explanation (id, series, why, remedy, until_day, value, figure_at, written_by, roles, written_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        [id, series, why, remedy, until, JSON.stringify(value), at, by, JSON.stringify(roles), writtenAt],
      )
    },
    of: (series, most) => ask(`select ${FACTS} from explanation where series = $1 order by written_at desc limit $2`, [series, most]),
    newest: (indicators, most) => ask(
      `select ${FACTS} from (select distinct on (series) * from explanation where split_part(series, '@', 1) = any($1) order by series, written_at desc) newest order by written_at desc limit $2`,
      [indicators, most],
    ),
    between: (from, to, most) => ask(`select ${FACTS} from explanation where written_at >= $1 and written_at < $2 order by written_at limit $3`, [from, to, most]),
    running: (day, most) => ask(`select ${FACTS} from explanation where until_day >= $1 order by written_at limit $2`, [day, most]),
  }
}
