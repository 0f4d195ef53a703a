import type * as z from 'zod'

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

/** All a driver may touch. A driver does not schedule, retry, log, sleep, read the environment or keep state. */
export interface DriverIo {
  fetch(url: string, request?: GuardedRequest): Promise<GuardedAnswer>
  signal: AbortSignal
  /** Epoch ms. */
  now(): number
  bookmark: string | undefined
}

/** A protocol we ask. */
export interface PollDriver<C> {
  kind: 'poll'
  protocol: string
  config: z.ZodType<C>
  /** Cheap: can we reach it, does it let us in? Throws SourceError. */
  probe(config: C, io: DriverIo): Promise<void>
  /** One pass; returns, or throws SourceError. */
  collect(config: C, io: DriverIo): Promise<Collected>
}

/** A delivery that came in by itself. */
export interface Delivery {
  body: Uint8Array
  contentType: string
}

/** A protocol in which they send: push, webhook, upload. */
export interface InboxDriver<C> {
  kind: 'inbox'
  protocol: string
  config: z.ZodType<C>
  /** Reads the records out of one delivery; throws SourceError('malformed') when none can be read. Pure. */
  open(config: C, delivery: Delivery): RawRecord[]
}

/** A protocol on which we stay on the line (MQTT). `listen` resolves when the signal aborts, throws SourceError when cut. */
export interface ListenDriver<C> {
  kind: 'listen'
  protocol: string
  config: z.ZodType<C>
  listen(config: C, io: DriverIo, deliver: (records: RawRecord[], raw: RawPart) => Promise<void>): Promise<void>
}

/** A driver as the register holds it: whoever calls it has parsed the settings with its own `config`. */
export type Driver = PollDriver<unknown> | InboxDriver<unknown> | ListenDriver<unknown>

/** Declares a driver that asks. */
export const definePollDriver = <C>(driver: Omit<PollDriver<C>, 'kind'>): PollDriver<C> => ({ kind: 'poll', ...driver })
/** Declares a driver that is sent to. */
export const defineInboxDriver = <C>(driver: Omit<InboxDriver<C>, 'kind'>): InboxDriver<C> => ({ kind: 'inbox', ...driver })
/** Declares a driver that listens. */
export const defineListenDriver = <C>(driver: Omit<ListenDriver<C>, 'kind'>): ListenDriver<C> => ({ kind: 'listen', ...driver })
