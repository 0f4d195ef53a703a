import * as z from 'zod'
import { Text } from './text.ts'

/** What a person is here. What each may do stands in one table, `server/access/rights.ts`. */
export const Role = z.enum(['operator', 'shift-lead', 'leader', 'agency-editor', 'agency-approver', 'commune', 'administrator', 'auditor', 'wall-tile'])
export type Role = z.infer<typeof Role>

/** `all`, or these ids and no others; an empty list is nothing at all. */
export const Reach = z.union([z.literal('all'), z.array(z.string().max(80)).max(2_000)])
export type Reach = z.infer<typeof Reach>

/** How far an account's roles reach. */
export const Scope = z.object({ agencies: Reach, localities: Reach, domains: Reach })
export type Scope = z.infer<typeof Scope>

/** Who else stands in the audit trail; no person may bear such a name. */
const TAKEN: readonly string[] = ['local', 'token', 'anonymous', 'source', 'system']

/** What a person types to log in: lower case, as `trucca.chieu`. */
export const AccountName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected an account name such as trucca.chieu')
  .refine((name) => !TAKEN.includes(name), 'this name is taken by the system itself')
export type AccountName = z.infer<typeof AccountName>

/** A local account as others may see it: never its password. */
export const Account = z.object({
  name: AccountName,
  /** `Trực ca chiều`; the roles' own names where absent. */
  title: z.string().max(120).optional(),
  roles: z.array(Role),
  scope: Scope,
  disabled: z.boolean(),
})
export type Account = z.infer<typeof Account>

/** `POST /api/v1/session`: a person's password, one click of the demonstration, or the installation's token. */
export const LogIn = z.union([
  z.strictObject({ name: z.string().min(1).max(120), password: z.string().min(1).max(512) }),
  z.strictObject({ demonstration: AccountName }),
  z.strictObject({ token: z.string().min(1).max(512) }),
])
export type LogIn = z.infer<typeof LogIn>

/** What the login page may know before anybody is known. */
export const LogInOffer = z.object({
  centre: Text,
  place: Text,
  /** IOC_TOKEN is set: a screen may show it instead of a person. */
  token: z.boolean(),
  /** Accounts of the demonstration; empty outside it. */
  demonstration: z.array(z.object({ name: AccountName, roles: z.array(Role) })),
  /** Whether one click is enough for them here; elsewhere the demonstration's password is asked. */
  oneClick: z.boolean(),
})
export type LogInOffer = z.infer<typeof LogInOffer>
