import type { Account, AccountName } from '#contract'
import { type AccountStore, AccountsUnavailableError, noAccountStore, type StoredAccount } from './account-store.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'

export interface AccountsDeps {
  /** Known without any database; they come first. */
  demonstration: AccountStore | undefined
  /** Absent without a database. */
  stored: AccountStore | undefined
  passwords: Passwords
  sessions: Pick<Sessions, 'endAll'>
}

/** Everybody who may log in by a password; a change of what somebody may do ends what they have open. */
export interface Accounts {
  find(name: AccountName): Promise<StoredAccount | undefined>
  list(): Promise<Account[]>
  /** Without a password the present one stays; a new account needs one. */
  save(account: Account, password?: string): Promise<void>
  setDisabled(name: AccountName, isDisabled: boolean): Promise<boolean>
}

export function createAccounts({ demonstration, stored = noAccountStore, passwords, sessions }: AccountsDeps): Accounts {
  const find = async (name: AccountName) => (await demonstration?.find(name)) ?? (await stored.find(name))
  const placeOf = async (name: AccountName) => ((await demonstration?.find(name)) === undefined ? stored : demonstration) ?? stored

  return {
    find,
    async list() {
      const played = (await demonstration?.list()) ?? []
      const others = await stored.list().catch((thrown: unknown) => {
        // The demonstration works without a database, and then these are all there are.
        if (thrown instanceof AccountsUnavailableError && demonstration !== undefined) return []
        throw thrown
      })
      return [...played, ...others]
    },
    async save(account, password) {
      const passwordHash = password === undefined ? (await find(account.name))?.passwordHash : await passwords.make(password)
      if (passwordHash === undefined) throw new Error(`account ${account.name} is new and needs a password`)
      await (await placeOf(account.name)).save({ ...account, passwordHash })
      await sessions.endAll(account.name)
    },
    async setDisabled(name, isDisabled) {
      const isKnown = await (await placeOf(name)).setDisabled(name, isDisabled)
      if (isKnown) await sessions.endAll(name)
      return isKnown
    },
  }
}
