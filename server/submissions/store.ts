import * as z from 'zod'
import { type Catalogue, Finding, RunId, SourceId, Submission, SubmissionState } from '#contract'
import type { Queries } from '../db/index.ts'
import type { Areas } from './areas.ts'

/** A submission as it lies in PostgreSQL, without its bytes. Moments in epoch ms. */
export interface Kept extends Omit<Submission, 'sentAt' | 'decidedAt' | 'may'> {
  agency: Catalogue['sources'][number]['agency']
  contentType: string
  sentAt: number
  decidedAt?: number | undefined
  areas: Areas
}

export type NewSubmission = Omit<Kept, 'state' | 'decidedBy' | 'decidedAt' | 'answer' | 'findings' | 'run'>

/** Its own SQL, nobody else's (migrations 0200 and 0210). Throws `DbUnavailableError` while PostgreSQL cannot be asked. */
export interface SubmissionStore {
  /** Undefined when it was added; else the one with the same bytes that still counts. */
  add(submission: NewSubmission, body: Uint8Array): Promise<Kept | undefined>
  /** Waiting or approved, with these bytes. */
  openWith(source: string, sha256: string): Promise<Kept | undefined>
  find(id: string): Promise<Kept | undefined>
  body(id: string): Promise<Buffer>
  /** Newest first. */
  list(agencies: 'all' | readonly string[], most: number): Promise<Kept[]>
  /** Of two who decide at once one gets it; undefined for the other. */
  decide(id: string, decision: { state: Exclude<SubmissionState, 'waiting'>; by: string; at: number; answer?: string | undefined; findings?: Finding[] }): Promise<Kept | undefined>
  /** Approved and not on the bus, in the order of their approval. */
  unpublished(most: number): Promise<Kept[]>
  setRun(id: string, run: RunId): Promise<void>
}

const FACTS = 'id, source, agency, way, file_name, content_type, sha256, bytes, sent_by, sent_at, remark, state, figures, rejected, areas, decided_by, decided_at, answer, findings, run'

const orAbsent = <T extends z.ZodType>(type: T) => type.nullable().transform((value) => value ?? undefined)
const Row = z.object({
  id: z.uuid(), source: SourceId, agency: z.string(), way: Submission.shape.way, file_name: orAbsent(z.string()), content_type: z.string(), sha256: z.string(), bytes: z.int(),
  sent_by: orAbsent(z.string()), sent_at: z.date(), remark: orAbsent(z.string()), state: SubmissionState, figures: z.int(), rejected: z.int(),
  areas: z.record(z.string(), z.array(z.string().nullable())), decided_by: orAbsent(z.string()), decided_at: orAbsent(z.date()), answer: orAbsent(z.string()), findings: orAbsent(z.array(Finding)), run: orAbsent(RunId),
})

export function createSubmissionStore(db: Pick<Queries, 'query'>): SubmissionStore {
  const ask = async (text: string, values: readonly unknown[]): Promise<Kept[]> => (await db.query(text, values)).map(readRow)
  const openWith: SubmissionStore['openWith'] = async (source, sha256) =>
    (await ask(`select ${FACTS} from submission where source = $1 and sha256 = $2 and state in ('waiting', 'approved')`, [source, sha256]))[0]

  return {
    openWith,
    async add(one, body) {
      const added = await db.query(
        `insert into submission (id, source, agency, way, file_name, content_type, sha256, bytes, body, sent_by, sent_at, remark, figures, rejected, areas)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (source, sha256) where state in ('waiting', 'approved') do nothing returning id`,
        [one.id, one.source, one.agency, one.way, one.fileName ?? null, one.contentType, one.sha256, one.bytes, Buffer.from(body), one.sentBy ?? null, new Date(one.sentAt), one.remark ?? null,
          one.figures, one.rejected, JSON.stringify(one.areas)],
      )
      if (added.length > 0) return undefined
      const before = await openWith(one.source, one.sha256)
      if (before === undefined) throw new Error('a submission with the same bytes came and went while another was added')
      return before
    },
    find: async (id) => (await ask(`select ${FACTS} from submission where id = $1`, [id]))[0],
    async body(id) {
      const [row] = await db.query('select body from submission where id = $1', [id])
      return z.object({ body: z.instanceof(Buffer) }).parse(row).body
    },
    list: (agencies, most) => (agencies === 'all'
      ? ask(`select ${FACTS} from submission order by sent_at desc limit $1`, [most])
      : ask(`select ${FACTS} from submission where agency = any($2) order by sent_at desc limit $1`, [most, agencies])),
    async decide(id, { state, by, at, answer, findings = [] }) {
      return (await ask(
        `update submission set state = $2, decided_by = $3, decided_at = $4, answer = $5, findings = $6 where id = $1 and state = 'waiting' returning ${FACTS}`,
        [id, state, by, new Date(at), answer ?? null, findings.length === 0 ? null : JSON.stringify(findings)],
      ))[0]
    },
    unpublished: (most) => ask(`select ${FACTS} from submission where state = 'approved' and run is null order by decided_at limit $1`, [most]),
    async setRun(id, run) {
      await db.query(`update submission set run = $2 where id = $1 and state = 'approved' and run is null`, [id, run])
    },
  }
}

function readRow(row: unknown): Kept {
  const { file_name: fileName, content_type: contentType, sent_by: sentBy, sent_at: sentAt, decided_by: decidedBy, decided_at: decidedAt, agency, remark, answer, findings, run, ...facts } = Row.parse(row)
  return {
    ...facts, contentType, agency: agency as Kept['agency'], sentAt: sentAt.getTime(), // it was a source's agency when it was kept
    ...(fileName === undefined ? {} : { fileName }), ...(sentBy === undefined ? {} : { sentBy }), ...(remark === undefined ? {} : { remark }), ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(decidedAt === undefined ? {} : { decidedAt: decidedAt.getTime() }), ...(answer === undefined ? {} : { answer }), ...(findings === undefined ? {} : { findings }), ...(run === undefined ? {} : { run }),
  }
}
