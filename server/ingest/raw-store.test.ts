import { type FileHandle, mkdir, mkdtemp, open, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SourceId } from '#contract'
import { BusFullError } from '../bus/bus.ts'
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

it('brings several of one source to disk with one fsync, and says so to none of them before it', async () => {
  const probe = await open(dir)
  const syncs = vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'datasync')
  await probe.close()
  const raw = store('a')
  const large = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251))
  const bodies = [...['một', 'hai', 'ba', 'bốn'].map(bytes), large]
  let onDisk = 0
  syncs.mockImplementation(async () => {
    onDisk = syncs.mock.calls.length
  })
  const answers = await Promise.all(bodies.map(async (body, i) => {
    const answer = await raw.keep(TTHC, body)
    expect(onDisk).toBeGreaterThanOrEqual(i === 0 ? 1 : 2)
    return answer
  }))
  expect(onDisk).toBe(2)
  expect(await Promise.all(answers.map(async (answer) => Buffer.from(await raw.open(answer))))).toEqual(bodies.map((body) => Buffer.from(body)))
  syncs.mockRestore()
  await raw.close()
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

it('says that it is full while the disk has no room, and keeps the next answer whole once there is some', async () => {
  const file = path.join(dir, 'tthc', `${new Date().toISOString().slice(0, 10)}.a.gz`)
  await mkdir(path.dirname(file))
  await symlink('/dev/full', file) // every write is answered ENOSPC
  const raw = store('a')
  await expect(raw.keep(TTHC, bytes('một'))).rejects.toThrow(BusFullError)
  await rm(file)
  await writeFile(file, 'a piece that was left')
  const answer = await raw.keep(TTHC, bytes('một'))
  expect(Buffer.from(await raw.open(answer)).toString()).toBe('một')
  await raw.close()
})
