import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { type AccountStore, AccountsUnavailableError, createMemoryAccountStore, createSqlAccountStore, type StoredAccount } from './index.ts'
import { createPasswords } from './passwords.ts'

const LAN: StoredAccount = { name: 'so-y-te.nhap', title: 'Sở Y tế, nhập liệu', roles: ['agency-editor', 'auditor'], scope: { agencies: ['gov.health'], localities: 'all', domains: [] }, disabled: false, passwordHash: '$argon2id$one' }
const BA: StoredAccount = { name: 'ban-truc', roles: [], scope: { agencies: 'all', localities: 'all', domains: 'all' }, disabled: true, passwordHash: '$argon2id$two' }

function testStore(open: () => AccountStore): void {
  let store: AccountStore
  beforeEach(() => {
    store = open()
  })

  it('gives back what was saved, to the letter, and lists it without what proves it', async () => {
    await store.save(LAN)
    await store.save(BA)
    expect(await store.find(LAN.name)).toEqual(LAN)
    expect(await store.find(BA.name)).toEqual(BA)
    const [first, second] = await store.list()
    expect([first?.name, second?.name]).toEqual([BA.name, LAN.name])
    expect(JSON.stringify([first, second])).not.toContain('argon2')
  })

  it('knows nobody it was not told of', async () => {
    expect(await store.find('nobody')).toBeUndefined()
    expect(await store.setDisabled('nobody', true)).toBe(false)
    expect(await store.list()).toEqual([])
  })

  it('overwrites the same name and closes and opens an account', async () => {
    await store.save(LAN)
    const { title, ...plain } = LAN
    expect(title).toBeDefined()
    await store.save({ ...plain, roles: ['commune'], passwordHash: '$argon2id$three' })
    expect(await store.find(LAN.name)).toEqual({ ...plain, roles: ['commune'], passwordHash: '$argon2id$three' })
    expect(await store.setDisabled(LAN.name, true)).toBe(true)
    expect((await store.find(LAN.name))?.disabled).toBe(true)
    expect(await store.setDisabled(LAN.name, false)).toBe(true)
    expect((await store.list())[0]?.disabled).toBe(false)
  })
}

describe('accounts in memory', () => testStore(() => createMemoryAccountStore()))

describe('accounts in PostgreSQL', () => {
  let postgres: TestPostgres
  let db: Db
  beforeAll(async () => {
    postgres = await startTestPostgres()
    db = postgres.openDb()
  })
  afterAll(() => postgres?.stop())
  beforeEach(async () => {
    await db.query('delete from account')
  })

  testStore(() => createSqlAccountStore(db))

  it('takes no password that is not hashed, and no name that reads like another', async () => {
    const store = createSqlAccountStore(db)
    await expect(store.save({ ...BA, passwordHash: 'plain text' })).rejects.toThrow(AccountsUnavailableError)
    await expect(store.save({ ...BA, name: 'Ban-Truc' })).rejects.toThrow(AccountsUnavailableError)
  })

  it('leaves out a role it does not know any more, and keeps the person', async () => {
    const store = createSqlAccountStore(db)
    await store.save(LAN)
    await db.query(`update account set roles = '{former-role,auditor}'`)
    expect((await store.find(LAN.name))?.roles).toEqual(['auditor'])
  })

  it('says that it cannot be asked', async () => {
    const store = createSqlAccountStore({ query: () => Promise.reject(new DbUnavailableError('down')) })
    await expect(store.find('anybody')).rejects.toThrow(AccountsUnavailableError)
  })
})

describe('passwords', () => {
  const passwords = createPasswords({ memoryCost: 1_024, timeCost: 1, parallelism: 1 })

  it('keeps argon2id and knows the right one, in whichever form its letters are typed', async () => {
    const hash = await passwords.make('mật khẩu'.normalize('NFD'))
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=1024/)
    expect(await passwords.isRight('mật khẩu'.normalize('NFC'), hash)).toBe(true)
    expect(await passwords.isRight('mat khau', hash)).toBe(false)
    expect(await createPasswords().make('x')).toMatch(/m=19456,t=2,p=1/)
  })

  it('lets nobody in without a hash, whatever is typed', async () => {
    expect(await passwords.isRight('nobody has this one', undefined)).toBe(false)
  })
})
