import type { Request } from 'express'
import type { Account, AccountName, Role } from '#contract'

export type LogInOutcome =
  | { kind: 'in'; secret: string; endsAt: number; account: Pick<Account, 'name' | 'roles' | 'scope'> }
  | { kind: 'wrong' }
  | { kind: 'too-many'; retryAfterS: number }
  | { kind: 'unavailable' }

/** What access knows of people; handed in by main. */
export interface People {
  byPassword(typed: { name: string; password: string }, address: string): Promise<LogInOutcome>
  byClick(name: AccountName, address: string): Promise<LogInOutcome>
  /** The session this request came with. */
  sessionOf(request: Request): { secret: string; session: { name: AccountName }; endsAt: number } | undefined
  end(secret: string): Promise<void>
  /** Accounts of the demonstration; empty outside it. */
  demonstration: readonly { name: AccountName; roles: Role[] }[]
  cookieName(request: Request): string
  isSecure(request: Request): boolean
}
