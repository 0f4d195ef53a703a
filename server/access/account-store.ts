import type { Account, AccountName } from '#contract'

/** An account with what proves it. The hash never leaves this folder. */
export interface StoredAccount extends Account {
  passwordHash: string
}

/** Where accounts are kept. Throws `AccountsUnavailableError` while that place cannot be asked. */
export interface AccountStore {
  find(name: AccountName): Promise<StoredAccount | undefined>
  list(): Promise<Account[]>
  /** A new one, or the same with other facts. */
  save(account: StoredAccount): Promise<void>
  /** False when there is no such account. */
  setDisabled(name: AccountName, isDisabled: boolean): Promise<boolean>
}

/** Nobody can say just now whether there is such an account. */
export class AccountsUnavailableError extends Error {
  override readonly name = 'AccountsUnavailableError'
}

/** Without a database: nobody is here, and nobody can be added. */
export const noAccountStore: AccountStore = { find: notHere, list: notHere, save: notHere, setDisabled: notHere }

function notHere(): Promise<never> {
  return Promise.reject(new AccountsUnavailableError('no place for accounts: no PostgreSQL'))
}

/** In the memory of this process. */
export function createMemoryAccountStore(initial: readonly StoredAccount[] = []): AccountStore {
  const accounts = new Map(initial.map((account) => [account.name, account]))
  return {
    find: async (name) => accounts.get(name),
    list: async () => [...accounts.values()].map(withoutSecret).sort((a, b) => (a.name < b.name ? -1 : 1)),
    save: async (account) => void accounts.set(account.name, account),
    setDisabled: async (name, disabled) => {
      const account = accounts.get(name)
      if (account === undefined) return false
      accounts.set(name, { ...account, disabled })
      return true
    },
  }
}

export const withoutSecret = ({ name, title, roles, scope, disabled }: StoredAccount): Account => ({ name, ...(title === undefined ? {} : { title }), roles, scope, disabled })
