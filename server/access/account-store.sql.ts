import * as z from 'zod'
import { Account } from '#contract'
import type { Queries } from '../db/index.ts'
import { type AccountStore, AccountsUnavailableError, type StoredAccount, withoutSecret } from './account-store.ts'

/** A role we do not know any more is dropped rather than the person locked out; it allowed nothing anyway. */
const Stored = z.object({
  name: Account.shape.name,
  title: z.string().nullable(),
  roles: z.array(z.string()).transform((roles) => roles.flatMap((role) => Account.shape.roles.element.safeParse(role).data ?? [])),
  scope: Account.shape.scope,
  password_hash: z.string(),
  disabled: z.boolean(),
})

const SELECT = 'select name, title, roles, scope, password_hash, disabled from account'

/** Accounts in PostgreSQL (migration 0100). */
export function createSqlAccountStore(db: Pick<Queries, 'query'>): AccountStore {
  const ask = async (text: string, values: readonly unknown[] = []) => {
    try {
      return await db.query(text, values)
    } catch (cause) {
      throw new AccountsUnavailableError('accounts cannot be read or written', { cause })
    }
  }
  return {
    async find(name) {
      const [row] = await ask(`${SELECT} where name = $1`, [name])
      return row === undefined ? undefined : readRow(row)
    },
    list: async () => (await ask(`${SELECT} order by name`)).map((row) => withoutSecret(readRow(row))),
    async save({ name, title, roles, scope, passwordHash, disabled }) {
      await ask(
        `insert into account (name, title, roles, scope, password_hash, disabled) values ($1, $2, $3, $4, $5, $6)
         on conflict (name) do update set title = excluded.title, roles = excluded.roles, scope = excluded.scope,
           password_hash = excluded.password_hash, disabled = excluded.disabled, changed_at = now()`,
        [name, title ?? null, roles, JSON.stringify(scope), passwordHash, disabled],
      )
    },
    setDisabled: async (name, isDisabled) =>
      (await ask('update account set disabled = $2, changed_at = now() where name = $1 returning name', [name, isDisabled])).length > 0,
  }
}

function readRow(row: unknown): StoredAccount {
  const { title, password_hash: passwordHash, ...facts } = Stored.parse(row)
  return { ...facts, ...(title === null ? {} : { title }), passwordHash }
}
