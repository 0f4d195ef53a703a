import { type AccountName, Outage, type SourceId } from '#contract'
import type { Queries, Row } from '../db/index.ts'

/** Its own SQL, nobody else's (migration 0310). Throws `DbUnavailableError` while PostgreSQL cannot be asked. */
export interface OutageStore {
  add(outage: Outage): Promise<void>
  find(id: string): Promise<Outage | undefined>
  /** Ends it, or takes it back before it began; undefined when it is over, or was withdrawn already. */
  withdraw(id: string, by: AccountName, at: number): Promise<Outage | undefined>
  /** To come, under way, or ended after `since`; newest first. */
  list(since: number, most: number): Promise<Outage[]>
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const FACTS = `id, source, ${iso('from_at')} as "from", ${iso('to_at')} as "to", reason, declared_by as "declaredBy", ${iso('declared_at')} as "declaredAt", withdrawn_by as "withdrawnBy", ${iso('withdrawn_at')} as "withdrawnAt"`

export function createOutageStore(db: Pick<Queries, 'query'>): OutageStore {
  const ask = async (text: string, values: readonly unknown[]): Promise<Outage[]> => (await db.query(text, values)).map(readRow)
  return {
    async add({ id, source, from, to, reason, declaredBy, declaredAt }) {
      await db.query('insert into planned_outage (id, source, from_at, to_at, reason, declared_by, declared_at) values ($1, $2, $3, $4, $5, $6, $7)', [id, source, from, to, reason, declaredBy, declaredAt])
    },
    find: async (id) => (await ask(`select ${FACTS} from planned_outage where id = $1`, [id]))[0],
    withdraw: async (id, by, at) => (await ask(
      `update planned_outage set withdrawn_by = $2, withdrawn_at = $3 where id = $1 and withdrawn_at is null and to_at > $3 returning ${FACTS}`, [id, by, new Date(at).toISOString()],
    ))[0],
    list: (since, most) => ask(`select ${FACTS} from planned_outage where to_at > $1 order by from_at desc limit $2`, [new Date(since).toISOString(), most]),
  }
}

const readRow = (row: Row): Outage => Outage.parse(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))

/** The time that does not count: up to where it was withdrawn. */
export function stretchOf({ from, to, withdrawnAt }: Outage): { from: number; to: number } {
  return { from: Date.parse(from), to: Math.min(Date.parse(to), withdrawnAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(withdrawnAt)) }
}

export const bySource = (outages: readonly Outage[]) => (source: SourceId | string) => outages.filter((one) => one.source === source).map(stretchOf).filter(({ from, to }) => to > from)
