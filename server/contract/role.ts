import * as z from 'zod'
import { AccountName, LogInOffer, Role, Scope } from './account.ts'
import { Moment } from './text.ts'

/** Who asks: a person with an account, this machine itself, a token, a source's key, or nobody in particular. */
export const Viewer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local') }),
  z.object({ kind: z.literal('token') }),
  z.object({ kind: z.literal('source'), source: z.string() }),
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('account'), name: AccountName, roles: z.array(Role), scope: Scope }),
])
export type Viewer = z.infer<typeof Viewer>

/**
 * What is to be done. `push`: a source sends by its key. `operate`: the demonstration's own switches. `send` and `approve`:
 * figures handed in by one named person and signed off by another. `explain`: say why a figure is not as it should be. `direct`: say what a wall shows. `acknowledge`, `assign`:
 * alarms and tasks. `configure`: sources and what is doubtful of their answers, targets, scenes, map. `administer`: accounts.
 */
export const Verb = z.enum(['watch', 'read', 'push', 'operate', 'send', 'approve', 'explain', 'direct', 'acknowledge', 'assign', 'configure', 'administer'])
export type Verb = z.infer<typeof Verb>

/** To what it is to be done. */
export const Thing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page') }),
  z.object({ kind: z.literal('catalogue') }),
  z.object({ kind: z.literal('feed'), feed: z.string() }),
  z.object({ kind: z.literal('source'), source: z.string() }),
  z.object({ kind: z.literal('health') }),
  z.object({ kind: z.literal('metrics') }),
  /** Figures handed in for an agency: in one domain, of one locality where they are a locality's own. */
  z.object({ kind: z.literal('figures'), agency: z.string(), domain: z.string(), locality: z.string().optional() }),
  z.object({ kind: z.literal('alarm'), domain: z.string() }),
  z.object({ kind: z.literal('task'), agency: z.string() }),
  z.object({ kind: z.literal('wall'), wall: z.string() }),
  /** A board of one's own: its draft and what is done with it. What is published is read like the catalogue. */
  z.object({ kind: z.literal('board'), board: z.string() }),
  /** Which screens are opened, by role: counts, no persons. */
  z.object({ kind: z.literal('use') }),
  z.object({ kind: z.literal('settings') }),
  z.object({ kind: z.literal('accounts') }),
  z.object({ kind: z.literal('audit') }),
])
export type Thing = z.infer<typeof Thing>

/** `GET /api/v1/session`: who am I; until when, for a person; and what the login page offers. */
export const SessionAnswer = z.object({ viewer: Viewer, endsAt: Moment.optional(), offer: LogInOffer })
export type SessionAnswer = z.infer<typeof SessionAnswer>

/** One entry of the audit trail: who did what to what, when, from where. */
export const AuditEntry = z.object({
  at: z.number(),
  who: z.string(),
  verb: z.string(),
  thing: z.string(),
  ip: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  allowed: z.boolean(),
})
export type AuditEntry = z.infer<typeof AuditEntry>
