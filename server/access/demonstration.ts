import type { Account, AccountName, Catalogue, Role, Scope } from '#contract'
import { type AccountStore, createMemoryAccountStore } from './account-store.ts'
import type { Passwords } from './passwords.ts'

/** One account per part to play; two operators, because one hands over to another. */
const PARTS: readonly (readonly [name: AccountName, role: Role])[] = [
  ['operator', 'operator'], ['operator2', 'operator'], ['lead', 'shift-lead'], ['leader', 'leader'], ['agency', 'agency-editor'],
  ['approver', 'agency-approver'], ['commune', 'commune'], ['admin', 'administrator'], ['auditor', 'auditor'],
]

export interface DemonstrationDeps {
  password: string
  passwords: Passwords
  catalogue(): Catalogue
}

/** Accounts everybody knows; only ever built for the demonstration. Nothing of them is written down. */
export interface Demonstration {
  accounts: readonly { name: AccountName; roles: Role[] }[]
  store: AccountStore
}

export function createDemonstration({ password, passwords, catalogue }: DemonstrationDeps): Demonstration {
  let made: Promise<AccountStore> | undefined
  const store = () => (made ??= passwords.make(password).then((passwordHash) => createMemoryAccountStore(PARTS.map(([name, role]) => ({ ...accountOf(name, role, catalogue()), passwordHash })))))
  return {
    accounts: PARTS.map(([name, role]) => ({ name, roles: [role] })),
    store: {
      find: async (name) => (await store()).find(name),
      list: async () => (await store()).list(),
      save: async (account) => (await store()).save(account),
      setDisabled: async (name, isDisabled) => (await store()).setDisabled(name, isDisabled),
    },
  }
}

const accountOf = (name: AccountName, role: Role, catalogue: Catalogue): Account => ({ name, roles: [role], scope: scopeOf(role, catalogue), disabled: false })

/**
 * Agencies and a commune of this very province to play: the agencies are those whose people hand figures in themselves where there
 * are some, one account for all of them; the commune is the first of today's.
 */
export function scopeOf(role: Role, catalogue: Catalogue): Scope {
  if (role === 'agency-editor' || role === 'agency-approver') {
    const handedIn = catalogue.sources.filter(({ driver }) => driver === 'sheet' || driver === 'manual')
    const agencies = unique((handedIn.length > 0 ? handedIn : catalogue.sources.slice(0, 1)).map(({ agency }) => agency))
    const own = catalogue.sources.filter(({ agency }) => agencies.includes(agency))
    return { agencies, localities: 'all', domains: unique(own.flatMap(({ feeds }) => feeds)) }
  }
  if (role === 'commune') {
    const commune = catalogue.localities.find(({ level, validTo }) => level === 'commune' && validTo === undefined)
    const domains = unique(catalogue.indicators.filter(({ level }) => level === 'commune').map(({ domain }) => domain))
    return { agencies: 'all', localities: commune === undefined ? [] : [commune.id], domains }
  }
  return { agencies: 'all', localities: 'all', domains: 'all' }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort()
