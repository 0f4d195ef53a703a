import { mkdir, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { waitUntil } from './wait-until.ts'

/** Test files run side by side: what only one of them may do at a time is done under a lock, which falls with who held it. */
export async function oneAtATime<T>(lock: string, what: string, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(lock), { recursive: true })
  await waitUntil(`nobody else ${what}`, () => take(lock), { withinMs: 90_000, everyMs: 100 })
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx')
    await file.write(String(process.pid))
    await file.close()
    return true
  } catch {
    if (!isRunning(Number(await readFile(lock, 'utf8').catch(() => '0')))) await rm(lock, { force: true })
    return false
  }
}

function isRunning(pid: number): boolean {
  if (pid === 0) return true // not written yet
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
