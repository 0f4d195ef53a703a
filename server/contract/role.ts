import * as z from 'zod'

/** Who asks. Step by step this grows to accounts with roles and scopes; today: this machine, a token, a source's key, or nobody. */
export const Viewer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local') }),
  z.object({ kind: z.literal('token') }),
  z.object({ kind: z.literal('source'), source: z.string() }),
  z.object({ kind: z.literal('anonymous') }),
])
export type Viewer = z.infer<typeof Viewer>

/** What is to be done. */
export const Verb = z.enum(['watch', 'read', 'push', 'operate'])
export type Verb = z.infer<typeof Verb>

/** To what it is to be done. */
export const Thing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page') }),
  z.object({ kind: z.literal('catalogue') }),
  z.object({ kind: z.literal('feed'), feed: z.string() }),
  z.object({ kind: z.literal('source'), source: z.string() }),
  z.object({ kind: z.literal('health') }),
  z.object({ kind: z.literal('metrics') }),
])
export type Thing = z.infer<typeof Thing>

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
