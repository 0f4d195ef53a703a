import type { Duplex } from 'node:stream'
import type * as z from 'zod'
import type { RejectCode, Text } from '#contract'

/** One raw record as a protocol delivers it; no meaning added. */
export type RawRecord = unknown

/** The bytes of one answer, for the raw store: kept and hashed as received (after transfer decoding). */
export interface RawPart {
  body: Uint8Array
  contentType?: string
  /** The address asked, without secrets. */
  from: string
}

/** What one pass of a poll driver returns. */
export interface Collected {
  records: RawRecord[]
  raw: RawPart[]
  /** Kept by ingest and handed to the next pass as `io.bookmark`. */
  bookmark?: string
  /**
   * The moment of the answer (epoch ms), of a driver that computes with the time between two passes: records without a time of
   * their own are true then, and the same moments give the same figures when the kept bytes are read again.
   */
  readAt?: number
  /** True when the department said "nothing changed" (304): a good pass without records. */
  unchanged?: boolean
}

/** A request a driver may make: the address guard, size limit, time limit and redirects rule are inside. */
export interface GuardedRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** Largest answer in bytes, after decompression. Default 20 MiB. */
  maxBytes?: number
  /** Client certificate and the department's own authority, PEM. */
  tls?: { cert?: string | undefined; key?: string | undefined; ca?: string | undefined }
}

export interface GuardedAnswer {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

/** A line that is not HTTP. Address guard, time limit for getting through and TLS checks are inside. */
export interface ConnectTarget {
  host: string
  port: number
  /** Absent: without TLS. */
  tls?: NonNullable<GuardedRequest['tls']>
}

/** All a driver may touch. A driver does not schedule, retry, log, sleep, read the environment or keep state. */
export interface DriverIo {
  fetch(url: string, request?: GuardedRequest): Promise<GuardedAnswer>
  /** The checked address of a host, for a library that opens its own socket; only that address may be asked. Absent: none may be opened. */
  resolve?(host: string): Promise<{ address: string; family: 4 | 6 }>
  /** A line to a server that does not speak HTTP, for a library that is handed one. Absent: none may be opened. */
  connect?(target: ConnectTarget): Promise<Duplex>
  signal: AbortSignal
  /** Epoch ms. */
  now(): number
  bookmark: string | undefined
  /** Of this source, for as long as this process runs: what must not be written down anywhere, as a token. Absent: nothing is kept. */
  memory?: Map<string, unknown>
}

/** What every driver may have beside its own way. */
interface Reopening<C> {
  /**
   * The records again, out of the bytes kept of one pass, for the way back from a figure. Needed only where they cannot be had
   * by `open`, or by `collect` when the kept parts answer its questions in their order.
   */
  reopen?(config: C, parts: readonly RawPart[]): RawRecord[] | Promise<RawRecord[]>
}

/** A protocol we ask. */
export interface PollDriver<C> extends Reopening<C> {
  kind: 'poll'
  /** It takes out what is personal before anything is kept; so the bytes of an answer it could not read are not kept either. */
  isDiscreet?: true
  protocol: string
  config: z.ZodType<C>
  /** Cheap: can we reach it, does it let us in? Throws SourceError. */
  probe(config: C, io: DriverIo): Promise<void>
  /** One pass; returns, or throws SourceError. */
  collect(config: C, io: DriverIo): Promise<Collected>
  /** Of a driver whose records may stand on the pass before: those records again, out of the bytes kept of both. */
  reopenBetween?(config: C, now: KeptPass, before: KeptPass): BetweenRecord[]
}

/** What was kept of one pass. */
export interface KeptPass {
  parts: readonly RawPart[]
  /** Its `readAt`. */
  at: number
}

/** A record that no one answer holds, with the records of both answers it was computed from. */
export interface BetweenRecord {
  record: RawRecord
  now: RawRecord[]
  before: RawRecord[]
}

/** A delivery that came in by itself. */
export interface Delivery {
  body: Uint8Array
  contentType: string
  /** Of the request that carried it, names in small letters. */
  headers?: Readonly<Record<string, string>>
}

/** A protocol in which they send: push, webhook, upload. */
export interface InboxDriver<C> extends Reopening<C> {
  kind: 'inbox'
  protocol: string
  config: z.ZodType<C>
  /** Reads the records out of one delivery; throws SourceError('malformed') when none can be read. Keeps nothing. */
  open(config: C, delivery: Delivery): RawRecord[] | Promise<RawRecord[]>
  /**
   * Proves who sent a delivery by its exact bytes and headers; throws SourceError('auth'). A source of such a driver has no key:
   * the signature is all it shows. Needs `maxBytes`.
   */
  verify?(config: C, delivery: Delivery, now: number): void
  /** Of one delivery; read before anybody has proved who they are. */
  maxBytes?(config: C): number
  /** The same delivery row by row, for a person to check before it counts. Record `i` of `open` is `recordOfRow` of row `i` here. */
  preview?(config: C, delivery: Delivery): Promise<DeliveryPreview>
  /** One named person hands it in and another signs it off; no key sends it. Needs `preview`. */
  handIn?: HandIn<C>
}

/** What somebody who hands figures in must know beforehand. */
export interface HandIn<C> {
  way: 'file' | 'form'
  /** Of one delivery. */
  maxBytes(config: C): number
  /** Of a file: its columns, in the order of the template. */
  columns(config: C): { field: string; headings: string[]; kind: string; optional: boolean }[]
}

/** A delivery of rows as its sender sees them. Good fields are kept beside the bad ones. */
export interface DeliveryPreview {
  /** Name of the sheet read, where there are sheets. */
  sheet?: string
  /** Row of the headings, from 1; a form has none. */
  headerRow?: number
  /** Headings found, in the order of the file; `field` is absent for a column that is not read. */
  columns: { heading: string; field?: string }[]
  rows: PreviewRow[]
}

export interface PreviewRow {
  /** As the sender's program numbers it, from 1. */
  row: number
  /** Only the fields that could be read. */
  fields: Record<string, string | number>
  /** Why a field has no value; without `field` it is the whole row. `text` is what stood there. */
  problems: RowProblem[]
  /** What was read but should be known, as a result of a formula. */
  notes: Omit<RowProblem, 'code'>[]
}

export interface RowProblem {
  field?: string
  /** The heading in the file. */
  column?: string
  code: RejectCode
  /** In plain words, without the place. */
  reason: Text
  text?: string
}

/** What a listening driver may touch beside the rest. */
export interface ListenIo extends DriverIo {
  connect(target: ConnectTarget): Promise<Duplex>
  /** Whether somebody at this address may send to a port the driver opened. Absent: nobody. */
  accepts?(address: string): boolean
  /**
   * Keeps a note at once and durably; whoever listens next finds it in `bookmark`. For what cannot be had again, as counts of what was
   * sent once. Resolves when it is written. Absent: nothing can be kept.
   */
  remember?(bookmark: string): Promise<void>
  /** Told once the line stands and everything asked for was granted: nothing sent from now on is missed. */
  onLine(): void
}

/** Resolves once what was delivered is written; only then may the driver acknowledge it. Rejects when it never will be here. */
export type Deliver = (records: RawRecord[], raw: RawPart) => Promise<void>

/**
 * A protocol on which we stay on the line (MQTT). `listen` resolves when the signal aborts, throws SourceError when cut.
 * It bounds by itself how much it delivers before the first of it was written.
 */
export interface ListenDriver<C> extends Reopening<C> {
  kind: 'listen'
  protocol: string
  config: z.ZodType<C>
  listen(config: C, io: ListenIo, deliver: Deliver): Promise<void>
}

/** A driver as the register holds it: whoever calls it has parsed the settings with its own `config`. */
export type Driver = PollDriver<unknown> | InboxDriver<unknown> | ListenDriver<unknown>

/** Declares a driver that asks. */
export const definePollDriver = <C>(driver: Omit<PollDriver<C>, 'kind'>): PollDriver<C> => ({ kind: 'poll', ...driver })
/** Declares a driver that is sent to. */
export const defineInboxDriver = <C>(driver: Omit<InboxDriver<C>, 'kind'>): InboxDriver<C> => ({ kind: 'inbox', ...driver })
/** Declares a driver that listens. */
export const defineListenDriver = <C>(driver: Omit<ListenDriver<C>, 'kind'>): ListenDriver<C> => ({ kind: 'listen', ...driver })
