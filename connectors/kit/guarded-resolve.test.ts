import { expect, it } from 'vitest'
import { createGuardedResolve } from './guarded-resolve.ts'

const resolving = (allow: string[], ...addresses: string[]) =>
  createGuardedResolve({ allow, timeoutMs: 1_000, resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) })

it('gives the checked address of a name, and a literal as it is', async () => {
  expect(await resolving(['10.0.0.0/8'], '10.1.2.3')('ups.example')).toEqual({ address: '10.1.2.3', family: 4 })
  expect(await resolving(['10.0.0.0/8'])('10.1.2.4')).toEqual({ address: '10.1.2.4', family: 4 })
  expect(await resolving(['fd00::/8'])('[fd00::1]')).toEqual({ address: 'fd00::1', family: 6 })
})

it('refuses what nobody allowed, also where only one of several addresses is forbidden', async () => {
  await expect(resolving([])('127.0.0.1')).rejects.toMatchObject({ kind: 'config' })
  await expect(resolving([], '10.1.2.3')('ups.example')).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('ups.example') })
  await expect(resolving(['10.0.0.0/8'], '10.1.2.3', '127.0.0.1')('ups.example')).rejects.toMatchObject({ kind: 'config' })
  await expect(resolving(['0.0.0.0/0'], '169.254.169.254')('ups.example')).rejects.toMatchObject({ kind: 'config' })
})

it('says unreachable for a name without an address, one that cannot be found, and one that takes too long', async () => {
  await expect(resolving([])('khong-co.example')).rejects.toMatchObject({ kind: 'unreachable' })
  const missing = createGuardedResolve({ allow: [], timeoutMs: 1_000, resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) })
  await expect(missing('khong-co.example')).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('DNS') })
  const slow = createGuardedResolve({ allow: [], timeoutMs: 20, resolve: () => new Promise(() => undefined) })
  await expect(slow('cham.example')).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('20 mili giây') })
})
