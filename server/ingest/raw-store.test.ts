import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SourceId } from '#contract'
import { systemClock } from '../clock.ts'
import { createRawStore } from './raw-store.ts'

const TTHC = 'tthc' as SourceId
let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ioc-raw-'))
})
afterEach(() => rm(dir, { recursive: true }))

const store = (instance: string, maxBytesPerSource = 1_000_000) => createRawStore({ dir, instance, clock: systemClock, maxBytesPerSource })
const bytes = (text: string) => new TextEncoder().encode(text)

it('gives back the bytes as received, also written side by side and by a later process', async () => {
  const first = store('a')
  const answers = await Promise.all(['một', 'hai', 'ba'].map((text) => first.keep(TTHC, bytes(text))))
  await first.close()
  const second = store('b')
  const more = await second.keep(TTHC, bytes('bốn'))
  const texts = await Promise.all([...answers, more].map(async (answer) => Buffer.from(await second.open(answer)).toString()))
  expect(texts).toEqual(['một', 'hai', 'ba', 'bốn'])
  await second.close()
})

it('keeps an answer equal to the last one once', async () => {
  const raw = store('a')
  const one = await raw.keep(TTHC, bytes('như cũ'))
  const two = await raw.keep(TTHC, bytes('như cũ'))
  expect(two.place).toBe(one.place)
  await raw.close()
})

it('refuses bytes that are no longer what was received', async () => {
  const raw = store('a')
  const answer = await raw.keep(TTHC, bytes('thật'))
  await expect(raw.open({ ...answer, sha256: '0'.repeat(64) })).rejects.toThrow('no longer what was received')
  await raw.close()
})

it('drops the oldest days beyond its bound and never the newest', async () => {
  const raw = store('a', 10)
  await raw.keep(TTHC, bytes('hôm nay'))
  await raw.close()
  await writeFile(path.join(dir, 'tthc', '2020-01-01.a.gz'), 'x'.repeat(100))
  const today = (await readdir(path.join(dir, 'tthc'))).filter((name) => !name.startsWith('2020'))
  const later = store('c', 10)
  await later.keep(TTHC, bytes('chiều nay'))
  await later.close()
  const left = await readdir(path.join(dir, 'tthc'))
  expect(left).toEqual(expect.arrayContaining(today))
  expect(left).toHaveLength(2)
})
