import * as z from 'zod'
import { AccountName, Day, IndicatorId, RegisteredValue, RegistrationState, RegistrationStep, Role, SubjectId, TargetFacts, TargetPeriod } from '#contract'
import type { Db, Queries } from '../db/index.ts'

/** A registration as it lies in PostgreSQL. */
export interface Kept {
  id: string
  indicator: IndicatorId
  subject: SubjectId
  period?: string | undefined
  validFrom: string
  validTo?: string | undefined
  values: RegisteredValue[]
  reason: string
  state: RegistrationState
  sent: Signed
  /** Its last day, once a later one has taken over. */
  endedOn?: string | undefined
  decided?: (Signed & { answer?: string | undefined }) | undefined
}

/** Who, as what, when; `day` is the local one. */
export interface Signed {
  by: string
  roles: Role[]
  at: string
  day: string
}

export type Step = Omit<RegistrationStep, 'at' | 'by' | 'roles'> & { registration: string; signed: Signed }

/** What is done of one indicator and subject while nobody else decides on it. */
export interface TargetTurn {
  /** Waiting or approved, oldest first. */
  open(): Promise<Kept[]>
  add(registration: Omit<Kept, 'state' | 'decided' | 'endedOn'>): Promise<void>
  decide(id: string, state: Exclude<RegistrationState, 'waiting'>, signed: Signed, answer?: string): Promise<void>
  end(id: string, on: string): Promise<void>
  step(step: Step): Promise<void>
}

/** Its own SQL, nobody else's (migration 0350). Throws `DbUnavailableError` while PostgreSQL cannot be asked. */
export interface TargetStore {
  inTurn<T>(of: Pick<Kept, 'indicator' | 'subject'>, work: (turn: TargetTurn) => Promise<T>): Promise<T>
  find(id: string): Promise<Kept | undefined>
  /** Newest first. */
  list(indicators: readonly string[], most: number): Promise<Kept[]>
  approved(): Promise<Kept[]>
  steps(ids: readonly string[]): Promise<Map<string, RegistrationStep[]>>
  /** Changes with every step anybody takes. */
  mark(): Promise<string>
}

/** The days a registration holds; undefined where it never does. */
export function heldDays({ state, validFrom, validTo, endedOn }: Pick<Kept, 'state' | 'validFrom' | 'validTo' | 'endedOn'>): { validFrom: string; validTo?: string } | undefined {
  if (state !== 'approved' || (endedOn !== undefined && endedOn < validFrom)) return undefined
  const last = endedOn ?? validTo
  return { validFrom, ...(last === undefined ? {} : { validTo: last }) }
}

const day = (column: string, as: string) => `to_char(${column}, 'YYYY-MM-DD') as ${as}`
const moment = (column: string, as: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${as}`
const orAbsent = <T extends z.ZodType>(type: T) => type.nullable().transform((value) => value ?? undefined)
const Row = z.object({
  id: z.uuid(), indicator: IndicatorId, subject: SubjectId, period: orAbsent(TargetPeriod), valid_from: Day, valid_to: orAbsent(Day), entries: z.array(RegisteredValue), reason: z.string(), state: RegistrationState,
  sent_by: AccountName, sent_roles: z.array(Role), sent_at: z.string(), decided_by: orAbsent(AccountName), decided_roles: orAbsent(z.array(Role)), decided_at: orAbsent(z.string()), answer: orAbsent(z.string()), ended_on: orAbsent(Day),
})
const FACTS = `id, indicator, subject, period, ${day('valid_from', 'valid_from')}, ${day('valid_to', 'valid_to')}, entries, reason, state, sent_by, sent_roles, ${moment('sent_at', 'sent_at')}, decided_by, decided_roles, ${moment('decided_at', 'decided_at')}, answer, ${day('ended_on', 'ended_on')}`
const StepRow = z.object({ registration: z.uuid(), did: RegistrationStep.shape.did, at: z.string(), by_whom: AccountName, roles: z.array(Role), before: orAbsent(TargetFacts), after: orAbsent(TargetFacts) })

/** `dayOf` tells the local day of a moment. */
export function createTargetStore(db: Pick<Db, 'query' | 'transaction'>, dayOf: (at: string) => string): TargetStore {
  const readRow = (raw: unknown): Kept => {
    const { id, indicator, subject, period, entries, reason, state, answer, ...row } = Row.parse(raw)
    const signed = (by: string, roles: Role[], at: string): Signed => ({ by, roles, at, day: dayOf(at) })
    return {
      id, indicator, subject, period, validFrom: row.valid_from, validTo: row.valid_to, values: entries, reason, state, sent: signed(row.sent_by, row.sent_roles, row.sent_at), endedOn: row.ended_on,
      ...(row.decided_by !== undefined && row.decided_at !== undefined && { decided: { ...signed(row.decided_by, row.decided_roles ?? [], row.decided_at), answer } }),
    }
  }
  const ask = async (queries: Pick<Queries, 'query'>, text: string, values: readonly unknown[] = []): Promise<Kept[]> => (await queries.query(text, values)).map(readRow)

  const turnOf = (queries: Queries, { indicator, subject }: Pick<Kept, 'indicator' | 'subject'>): TargetTurn => ({
    open: () => ask(queries, `select ${FACTS} from target_registration where indicator = $1 and subject = $2 and state in ('waiting', 'approved') order by sent_at`, [indicator, subject]),
    async add({ id, period, validFrom, validTo, values, reason, sent }) {
      await queries.query(
        'insert into target_registration (id, indicator, subject, period, valid_from, valid_to, entries, reason, sent_by, sent_roles, sent_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
        [id, indicator, subject, period ?? null, validFrom, validTo ?? null, JSON.stringify(values), reason, sent.by, JSON.stringify(sent.roles), sent.at],
      )
    },
    async decide(id, state, { by, roles, at }, answer) {
      await queries.query('update target_registration set state = $2, decided_by = $3, decided_roles = $4, decided_at = $5, answer = $6 where id = $1', [id, state, by, JSON.stringify(roles), at, answer ?? null])
    },
    async end(id, on) {
      await queries.query('update target_registration set ended_on = $2 where id = $1', [id, on])
    },
    async step({ registration, did, before, after, signed: { at, by, roles } }) {
      const facts = (one: TargetFacts | undefined) => (one === undefined ? null : JSON.stringify(one))
      await queries.query('insert into target_step (registration, did, at, by_whom, roles, before, after) values ($1, $2, $3, $4, $5, $6, $7)', [registration, did, at, by, JSON.stringify(roles), facts(before), facts(after)])
    },
  })

  return {
    inTurn: (of, work) => db.transaction(async (queries) => {
      await queries.query('select pg_advisory_xact_lock(hashtextextended($1, 350))', [`${of.indicator}@${of.subject}`])
      return work(turnOf(queries, of))
    }),
    find: async (id) => (await ask(db, `select ${FACTS} from target_registration where id = $1`, [id]))[0],
    list: (indicators, most) => ask(db, `select ${FACTS} from target_registration where indicator = any($1) order by sent_at desc limit $2`, [indicators, most]),
    approved: () => ask(db, `select ${FACTS} from target_registration where state = 'approved' order by decided_at`),
    async steps(ids) {
      const rows = await db.query(`select registration, did, ${moment('at', 'at')}, by_whom, roles, before, after from target_step where registration = any($1) order by seq`, [ids])
      const found = new Map<string, RegistrationStep[]>()
      for (const raw of rows) {
        const { registration, by_whom: by, before, after, ...step } = StepRow.parse(raw)
        found.set(registration, [...(found.get(registration) ?? []), { ...step, by, ...(before && { before }), ...(after && { after }) }])
      }
      return found
    },
    async mark() {
      // The count as well: of two who write at once the later number may be seen first.
      const [row] = await db.query('select count(*) as steps, coalesce(max(seq), 0) as newest from target_step')
      const { steps, newest } = z.object({ steps: z.coerce.number(), newest: z.coerce.number() }).parse(row)
      return `${steps} ${newest}`
    },
  }
}
