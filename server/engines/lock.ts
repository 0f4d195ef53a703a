import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { identifyProcess, isRunning } from './process-identity.ts'

const Holder = z.object({ pid: z.int().positive(), start: z.string(), nonce: z.string() })
type Holder = z.infer<typeof Holder>

export type LockAnswer = { kind: 'taken'; release(): Promise<void> } | { kind: 'held'; pid: number }

/**
 * A file that one living process holds at a time. It names its holder, so that the lock of a killed process is taken over
 * at once; whoever lives is never disturbed. Node offers no flock(2), and a file made by link(2) is never half written.
 */
export async function takeLock(file: string): Promise<LockAnswer> {
  const me: Holder = { ...(identifyProcess(process.pid) ?? { pid: process.pid, start: '' }), nonce: randomBytes(6).toString('hex') }
  const draft = `${file}.${me.nonce}.draft`
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 })
  try {
    for (;;) {
      if (await placeUnlessThere(draft, file)) break
      const holder = await readHolder(file)
      if (holder === undefined) continue
      if (isRunning(holder)) return { kind: 'held', pid: holder.pid }
      if (await replaceStale(file, holder, draft)) break
    }
  } finally {
    await rm(draft, { force: true })
  }
  return { kind: 'taken', release: () => release(file, me) }
}

/** Waits while others hold the lock. The signal or the time limit ends the waiting with an error. */
export async function waitForLock(file: string, signal: AbortSignal): Promise<{ release(): Promise<void> }> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await takeLock(file)
    if (answer.kind === 'taken') return answer
    await sleep(100)
  }
}

/**
 * Two starts may find the same dead holder. Only who holds the lock named after that holder's nonce may replace it, and a
 * nonce never comes back: a slow one that arrives later finds another nonce and begins again.
 */
async function replaceStale(file: string, dead: Holder, draft: string): Promise<boolean> {
  const right = await takeLock(`${file}.${dead.nonce}`)
  if (right.kind === 'held') {
    await sleep(5)
    return false
  }
  try {
    if ((await readHolder(file))?.nonce !== dead.nonce) return false
    await rename(draft, file)
    return true
  } finally {
    await right.release()
  }
}

async function release(file: string, me: Holder): Promise<void> {
  if ((await readHolder(file))?.nonce === me.nonce) await rm(file, { force: true })
}

async function placeUnlessThere(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Undefined when the file is gone. One that a power cut left unreadable has a holder that does not run. */
async function readHolder(file: string): Promise<Holder | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return { pid: 2 ** 30, start: 'unreadable', nonce: 'unreadable' }
  }
}
