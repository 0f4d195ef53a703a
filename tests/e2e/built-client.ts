import { mkdir, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { buildClient } from '../../fixtures/demonstration/build-client.ts'
import { waitUntil } from '../support/wait-until.ts'

export const ROOT = path.resolve(import.meta.dirname, '../..')
const LOCK = path.join(ROOT, 'dist/client-build.lock')

/** The screens as they stand in the sources. Test files run side by side, and two builds at once would sweep each other's files away. */
export async function ensureBuiltClient(): Promise<void> {
  await mkdir(path.dirname(LOCK), { recursive: true })
  await waitUntil('nobody else builds the screens', takeLock, { withinMs: 90_000, everyMs: 100 })
  try {
    await buildClient(ROOT)
  } finally {
    await rm(LOCK, { force: true })
  }
}

async function takeLock(): Promise<boolean> {
  try {
    const file = await open(LOCK, 'wx')
    await file.write(String(process.pid))
    await file.close()
    return true
  } catch {
    if (!isRunning(Number(await readFile(LOCK, 'utf8')))) await rm(LOCK, { force: true })
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
