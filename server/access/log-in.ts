import { AccountName, type AuditEntry } from '#contract'
import type { Clock } from '../clock.ts'
import type { Accounts } from './accounts.ts'
import { AccountsUnavailableError, type StoredAccount } from './account-store.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { Throttle } from './throttle.ts'

export interface LogInDeps {
  accounts: Pick<Accounts, 'find'>
  sessions: Pick<Sessions, 'open'>
  passwords: Pick<Passwords, 'isRight'>
  throttle: Throttle
  clock: Clock
  audit(entry: Omit<AuditEntry, 'at'>): Promise<void>
}

export type LogInOutcome =
  | { kind: 'in'; secret: string; endsAt: number; account: StoredAccount }
  | { kind: 'wrong' }
  | { kind: 'too-many'; retryAfterS: number }
  /** The place where such an account would be is not there. */
  | { kind: 'unavailable' }

export interface LogIn {
  byPassword(typed: { name: string; password: string }, address: string): Promise<LogInOutcome>
  /** Somebody already proven in another way opens this account. */
  byClick(name: AccountName, address: string): Promise<LogInOutcome>
}

/** Passwords looked at once at most; each takes 20 MB for its moment. */
const MOST_AT_ONCE = 8

export function createLogIn(deps: LogInDeps): LogIn {
  let underWay = 0

  /** Who failed is told only when we know that name: what was typed as an unknown name may be a password. */
  const tell = (known: string | undefined, ip: string, refusal?: string) =>
    deps.audit({ who: known ?? 'anonymous', verb: 'log-in', thing: 'session', ip, allowed: refusal === undefined, ...(refusal === undefined ? {} : { after: { refusal } }) })

  async function open(account: StoredAccount, address: string, startedAt: number): Promise<LogInOutcome> {
    const { name, roles, scope } = account
    const opened = await deps.sessions.open({ name, roles, scope, startedAt })
    await tell(name, address)
    return { kind: 'in', account, ...opened }
  }

  async function check(name: string, password: string, address: string): Promise<LogInOutcome> {
    // Taken before the account is read: a change of its roles from here on ends what is opened now.
    const startedAt = deps.clock.now()
    const parsed = AccountName.safeParse(name)
    const account = parsed.success ? await deps.accounts.find(parsed.data) : undefined
    const isRight = await deps.passwords.isRight(password, account?.passwordHash)
    if (account === undefined || !isRight || account.disabled) {
      await tell(account?.name, address, account === undefined ? 'unknown-name' : isRight ? 'disabled' : 'wrong-password')
      return { kind: 'wrong' }
    }
    deps.throttle.giveBack(address, name)
    return open(account, address, startedAt)
  }

  return {
    async byPassword({ name: typed, password }, address) {
      const name = typed.trim().toLowerCase()
      const turn = deps.throttle.take(address, name)
      if (turn !== 'free' || underWay >= MOST_AT_ONCE) {
        if (turn === 'first-refusal') await tell(undefined, address, 'too-many')
        return { kind: 'too-many', retryAfterS: turn === 'free' ? 1 : deps.throttle.retryAfterS() }
      }
      underWay += 1
      try {
        return await check(name, password, address)
      } catch (thrown) {
        if (!(thrown instanceof AccountsUnavailableError)) throw thrown
        return { kind: 'unavailable' }
      } finally {
        underWay -= 1
      }
    },
    async byClick(name, address) {
      const startedAt = deps.clock.now()
      const account = await deps.accounts.find(name)
      if (account === undefined || account.disabled) return { kind: 'wrong' }
      return open(account, address, startedAt)
    },
  }
}
