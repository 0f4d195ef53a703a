import { setTimeout as sleep } from 'node:timers/promises'
import { type ProcessIdentity, isRunning } from './process-identity.ts'

const LOOK_EVERY_MS = 15
const AFTER_KILL_MS = 5_000

/** Asks politely, waits, then kills the whole process group. Answers whether it is gone. */
export async function endProcess(identity: ProcessIdentity, withinMs: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<boolean> {
  send(identity, identity.pid, signal)
  // A stopped process (SIGSTOP) only hears the request once it goes on.
  send(identity, identity.pid, 'SIGCONT')
  if (await isGone(identity, withinMs)) return true
  send(identity, -identity.pid, 'SIGKILL')
  send(identity, identity.pid, 'SIGKILL')
  return await isGone(identity, AFTER_KILL_MS)
}

/** Never signals a stranger that has got the same number meanwhile. */
function send(identity: ProcessIdentity, target: number, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return
  try {
    process.kill(target, signal)
  } catch {
    // Ended between the look and the signal, or leads no group: the wait that follows tells.
  }
}

async function isGone(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  for (let waitedMs = 0; isRunning(identity); waitedMs += LOOK_EVERY_MS) {
    if (waitedMs >= withinMs) return false
    await sleep(LOOK_EVERY_MS)
  }
  return true
}
