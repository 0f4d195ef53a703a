import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LockAnswer, takeLock } from './lock.ts'
import { identifyProcess } from './process-identity.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ioc-lock-'))
  file = path.join(folder, 'ioc.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const leaveBehind = (holder: object) => writeFile(file, JSON.stringify({ nonce: 'dead', ...holder }))

test('names the process that holds it, and is free after its release', async () => {
  const first = await takeLock(file)
  expect(await takeLock(file)).toEqual({ kind: 'held', pid: process.pid })
  if (first.kind === 'taken') await first.release()
  expect(await takeLock(file)).toMatchObject({ kind: 'taken' })
})

test('is taken over from a process that has ended', async () => {
  const child = spawn('sleep', ['60'])
  const holder = identifyProcess(child.pid ?? 0)
  await leaveBehind({ ...holder })
  expect(await takeLock(file)).toEqual({ kind: 'held', pid: child.pid })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await takeLock(file)).toMatchObject({ kind: 'taken' })
})

test('is taken over when its number now belongs to another process', async () => {
  await leaveBehind({ pid: process.pid, start: 'an earlier boot/1' })
  expect(await takeLock(file)).toMatchObject({ kind: 'taken' })
})

test('is taken over when a power cut left it unreadable', async () => {
  await writeFile(file, '')
  expect(await takeLock(file)).toMatchObject({ kind: 'taken' })
})

/** Late by a few turns of the event loop: one that found the dead holder may act only when another has taken over long ago. */
async function takeLockAfter(turns: number): Promise<LockAnswer> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate()
  return await takeLock(file)
}

test('goes to exactly one of many that find it stale at once, and leaves nothing beside it', async () => {
  for (let round = 0; round < 20; round += 1) {
    await leaveBehind({ pid: process.pid, start: 'an earlier boot/1', nonce: `dead${round}` })
    const answers = await Promise.all(Array.from({ length: 24 }, (_, turns) => takeLockAfter(turns)))
    expect(answers.filter((answer) => answer.kind === 'taken')).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['ioc.lock'])
    for (const answer of answers) if (answer.kind === 'taken') await answer.release()
  }
})
