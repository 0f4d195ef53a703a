import { statfs } from 'node:fs/promises'
import type { Clock } from '../clock.ts'
import type { Pressure } from './bus.ts'
import type { MemoryInfo } from './info.ts'

const DISK_ASK_EVERY_MS = 1_000
/** Below the bound itself, so that what is written beside samples (leases, sessions, alarms) still has room. */
const FULL_AT = 0.85
const MB = 1_000_000

export interface PressureDeps {
  memory(): Promise<MemoryInfo>
  clock: Clock
  memoryBoundBytes: number | undefined
  /** The folder whose disk is watched; undefined where Redis's disk is not ours to see. */
  dataDir: string | undefined
  minFreeDiskBytes: number
}

/** The smaller of Redis's own bound and ours. */
export function memoryBound(maxBytes: number | undefined, boundBytes: number | undefined): number | undefined {
  if (maxBytes === undefined || boundBytes === undefined) return maxBytes ?? boundBytes
  return Math.min(maxBytes, boundBytes)
}

export function createPressure(deps: PressureDeps): () => Promise<Pressure> {
  const freeDisk = createFreeDisk(deps.dataDir, deps.clock)
  return async () => {
    const free = await freeDisk()
    const isDiskShort = free !== undefined && free < deps.minFreeDiskBytes
    // A full disk takes Redis down: then the disk is the reason to give, and not that nobody answers.
    const memory = await deps.memory().catch((thrown: unknown) => {
      if (!isDiskShort) throw thrown
      return { usedBytes: 0, maxBytes: undefined }
    })
    const { usedBytes } = memory
    const bound = memoryBound(memory.maxBytes, deps.memoryBoundBytes)
    if (bound !== undefined && usedBytes >= bound * FULL_AT) {
      return { kind: 'memory', detail: `Redis dùng ${mb(usedBytes)} / ${mb(bound)} MB bộ nhớ (ngưỡng 85 %) / memory at its bound` }
    }
    if (isDiskShort) {
      return { kind: 'disk', detail: `Đĩa chỉ còn ${mb(free)} MB, cần ${mb(deps.minFreeDiskBytes)} MB / disk nearly full` }
    }
    return { kind: 'none', detail: '' }
  }
}

const mb = (bytes: number): number => Math.round(bytes / MB)

function createFreeDisk(dataDir: string | undefined, clock: Clock): () => Promise<number | undefined> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<number | undefined> = Promise.resolve(undefined)
  return () => {
    if (dataDir !== undefined && clock.now() - askedAt >= DISK_ASK_EVERY_MS) {
      askedAt = clock.now()
      // A disk that cannot be asked is no reason to refuse: Redis itself refuses when it cannot write.
      answer = statfs(dataDir).then(({ bavail, bsize }) => bavail * bsize, () => undefined)
    }
    return answer
  }
}
