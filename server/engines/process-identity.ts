import { readFileSync } from 'node:fs'

/**
 * A process that cannot be mistaken for another one: numbers are used again, so the start time (in ticks since boot) and
 * the boot itself belong to it. `start` is empty where there is no /proc; then only the number counts.
 */
export interface ProcessIdentity {
  pid: number
  start: string
}

/** Undefined when nothing of this number runs; a zombie has ended, its parent just has not looked yet. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const stat = readText(`/proc/${pid}/stat`)
  if (stat === undefined) return answersSignals(pid) ? { pid, start: '' } : undefined
  // The second field is the name in brackets and may hold spaces and brackets itself: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  if (state === 'Z' || state === 'X') return undefined
  return { pid, start: `${bootId()}/${fields[19] ?? ''}` }
}

export function isRunning(identity: ProcessIdentity): boolean {
  const now = identifyProcess(identity.pid)
  return now !== undefined && (now.start === '' || now.start === identity.start)
}

function answersSignals(pid: number): boolean {
  if (readText('/proc/self/stat') !== undefined) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function bootId(): string {
  return readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
