import * as z from 'zod'
import { FeedId } from './ids.ts'
import { Freshness } from './freshness.ts'
import { ValueState } from './sample.ts'
import { SourceHealth } from './source.ts'

/** Raised when an old client can no longer understand us; it is then told to reload. */
export const PROTOCOL = 2

/** Names of the socket's events. */
export const EVENT = { watch: 'watch', snapshot: 'snapshot', frame: 'frame', refused: 'refused', wall: 'wall' } as const

/** Place in the log, `<ms>-<n>`; the same for all feeds and all hubs of one epoch. Compare with `compareCursor`. */
export const Cursor = z.string().regex(/^\d{1,16}-\d{1,10}$/).brand<'Cursor'>()
export type Cursor = z.infer<typeof Cursor>

/** Before the first entry of any log. */
export const CURSOR_ZERO = '0-0' as Cursor // matches the schema above

/** Negative when `a` lies before `b` in the log, 0 when equal, positive when after. */
export function compareCursor(a: Cursor, b: Cursor): number {
  const [aMs = 0, aSeq = 0] = a.split('-').map(Number)
  const [bMs = 0, bSeq = 0] = b.split('-').map(Number)
  return aMs - bMs || aSeq - bSeq
}

/** Client -> server: send me these feeds; with epoch and cursor, only what I miss. A later watch replaces the former. */
export const Watch = z.object({
  protocol: z.int(),
  feeds: z.array(FeedId).min(1).max(100),
  epoch: z.string().max(64).optional(),
  cursor: Cursor.optional(),
  /** The wall this window is a tile of: it is then told the wall's state (`WallState`), now and whenever it changes. */
  wall: z.string().max(64).optional(),
})
export type Watch = z.infer<typeof Watch>

/** `[handle, indicator@subject, source, liveForMs]`. `liveForMs` is 0 where the due rule is a calendar: then each sample carries `d`. */
export const WireSeries = z.tuple([z.int(), z.string(), z.string(), z.number()])
export type WireSeries = z.infer<typeof WireSeries>

/** The rarer parts of a sample, absent where ordinary. */
export const WireExtra = z.object({
  /** liveUntil, epoch ms, for calendar rules. */
  d: z.number().optional(),
  /** Coverage `[reported, expected]`. */
  c: z.tuple([z.int(), z.int()]).optional(),
  /** State of the value: ước, sơ bộ, chính thức. */
  st: ValueState.optional(),
  /** Period. */
  p: z.string().optional(),
  /** 1: suspect. */
  q: z.literal(1).optional(),
})
export type WireExtra = z.infer<typeof WireExtra>

/** `[handle, at, value, extra?]`, `at` in epoch ms. */
export const WireSample = z.union([
  z.tuple([z.int(), z.number(), z.union([z.number(), z.string()])]),
  z.tuple([z.int(), z.number(), z.union([z.number(), z.string()]), WireExtra]),
])
export type WireSample = z.infer<typeof WireSample>

/** `[handle, freshness]`: the server's verdict, sent when it changes and when a fresh sample does not come out `live`. */
export const WireFresh = z.tuple([z.int(), Freshness])
export type WireFresh = z.infer<typeof WireFresh>

/** The state of the system itself, shown on every wall when it is not ordinary. */
export const SystemState = z.object({
  /** `private`: our own Redis. `foreign`: REDIS_URL. `memory`: announced last resort, nothing survives a restart. */
  bus: z.enum(['private', 'foreign', 'memory']),
  /** What `accepted` means: `always` on disk; `everysec` up to a second may be lost by a power cut; `none` in memory only. */
  durability: z.enum(['always', 'everysec', 'none', 'unknown']),
  /** Why ingest pauses, if it does. */
  pressure: z.enum(['none', 'memory', 'disk']),
  demo: z.boolean(),
  /** False while the hub has no contact with the bus: values are then not news. */
  busReachable: z.boolean(),
  /** `waiting`: PostgreSQL does not take what comes in, the log keeps it. `elsewhere`: another process writes, or none was asked to. */
  history: z.enum(['keeping', 'waiting', 'elsewhere']).optional(),
  /** The catalogue's `revision` now: a screen that holds another asks for it anew. */
  catalogue: z.string().optional(),
})
export type SystemState = z.infer<typeof SystemState>

/** Everything of one set of feeds at one cursor. On the socket it travels as gzip of its JSON. */
export const Snapshot = z.object({
  epoch: z.string(),
  cursor: Cursor,
  /** The server's clock, epoch ms. */
  at: z.number(),
  feeds: z.array(z.string()),
  series: z.array(WireSeries),
  samples: z.array(WireSample),
  /** Verdicts other than `live`. A series without a sample is `never`. */
  fresh: z.array(WireFresh),
  sources: z.array(SourceHealth),
  system: SystemState,
})
export type Snapshot = z.infer<typeof Snapshot>

/**
 * What changed since `prev`: newest per series. A frame whose `prev` is later than my cursor is a gap (watch again);
 * one whose `cursor` is not later than mine carries no news of samples, but its clock, freshness and sources count.
 */
export const Frame = z.object({
  epoch: z.string(),
  cursor: Cursor,
  prev: Cursor,
  at: z.number(),
  samples: z.array(WireSample),
  fresh: z.array(WireFresh).optional(),
  /** Series first seen since the snapshot. */
  series: z.array(WireSeries).optional(),
  sources: z.array(SourceHealth).optional(),
  system: SystemState.optional(),
  /** Updates this client did not get one by one because it was slow; above 0 the client shows "degraded". */
  skipped: z.int().min(0),
})
export type Frame = z.infer<typeof Frame>

/** Server -> client: no. `reload`: another protocol number; `forbidden`: these feeds are not for you. */
export const Refused = z.object({ code: z.enum(['reload', 'forbidden', 'bad-request']), message: z.string() })
export type Refused = z.infer<typeof Refused>
