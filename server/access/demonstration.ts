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
 * An agency and a commune of this very province to play: the agency is the one whose people hand figures in themselves where
 * there is one, the commune the first of today's.
 */
export function scopeOf(role: Role, catalogue: Catalogue): Scope {
  if (role === 'agency-editor' || role === 'agency-approver') {
    const agency = (catalogue.sources.find(({ driver }) => driver === 'sheet' || driver === 'manual') ?? catalogue.sources[0])?.agency
    const own = catalogue.sources.filter((source) => source.agency === agency)
    return { agencies: agency === undefined ? [] : [agency], localities: 'all', domains: unique(own.flatMap(({ feeds }) => feeds)) }
  }
  if (role === 'commune') {
    const commune = catalogue.localities.find(({ level, validTo }) => level === 'commune' && validTo === undefined)
    const domains = unique(catalogue.indicators.filter(({ level }) => level === 'commune').map(({ domain }) => domain))
    return { agencies: 'all', localities: commune === undefined ? [] : [commune.id], domains }
  }
  return { agencies: 'all', localities: 'all', domains: 'all' }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort()
