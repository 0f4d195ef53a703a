import { expect, it } from 'vitest'
import { createGroupCommit } from './group-commit.ts'

/** A writing that ends when it is told to. */
function createDisk() {
  const writings: { items: readonly string[]; end(): void; fail(reason: Error): void }[] = []
  const told: string[] = []
  const commit = createGroupCommit((items: readonly string[]) => new Promise<string[]>((resolve, reject) => {
    writings.push({ items, end: () => resolve(items.map((item) => `kept ${item}`)), fail: reject })
  }))
  const add = (item: string) => commit.add(item).then((result) => told.push(result), (reason: Error) => told.push(`${item}: ${reason.message}`))
  return { commit, add, told, writings, settled: () => new Promise(setImmediate) }
}

it('writes together what came while it wrote, and tells nobody before his own is written', async () => {
  const { add, told, writings, settled } = createDisk()
  for (const item of ['a', 'b', 'c']) void add(item)
  await settled()
  expect(writings.map(({ items }) => items)).toEqual([['a']])
  expect(told).toEqual([])
  writings[0]?.end()
  await settled()
  expect(told).toEqual(['kept a'])
  expect(writings.map(({ items }) => items)).toEqual([['a'], ['b', 'c']])
  writings[1]?.end()
  await settled()
  expect(told).toEqual(['kept a', 'kept b', 'kept c'])
})

it('fails for all that were written together and for no other', async () => {
  const { commit, add, told, writings, settled } = createDisk()
  const adding = ['a', 'b', 'c'].map(add)
  await settled()
  writings[0]?.end()
  await settled()
  const later = add('d')
  writings[1]?.fail(new Error('full'))
  await Promise.all(adding)
  await settled()
  expect(told).toEqual(['kept a', 'b: full', 'c: full'])
  let isIdle = false
  const idle = commit.idle().then(() => (isIdle = true))
  await settled()
  expect(isIdle).toBe(false)
  writings[2]?.end()
  await Promise.all([later, idle])
  expect(told.at(-1)).toBe('kept d')
})
