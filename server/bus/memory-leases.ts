import type { Clock } from '../clock.ts'
import type { Lease } from './bus.ts'

export interface MemoryLeases {
  acquire(name: string, ttlMs: number, holder: string): Lease | undefined
  renew(lease: Lease, ttlMs: number, holder: string): boolean
  release(lease: Lease, holder: string): void
  /** Whoever holds it: is this still the fence? */
  holds(lease: Lease): boolean
}

export function createMemoryLeases(clock: Clock): MemoryLeases {
  const held = new Map<string, { fence: number; holder: string; until: number }>()
  const fences = new Map<string, number>()

  const current = ({ name, fence }: Lease, holder?: string) => {
    const lease = held.get(name)
    if (lease === undefined || lease.until <= clock.now() || lease.fence !== fence) return undefined
    return holder === undefined || lease.holder === holder ? lease : undefined
  }

  return {
    acquire: (name, ttlMs, holder) => {
      if ((held.get(name)?.until ?? 0) > clock.now()) return undefined
      const fence = (fences.get(name) ?? 0) + 1
      fences.set(name, fence)
      held.set(name, { fence, holder, until: clock.now() + Math.ceil(ttlMs) })
      return { name, fence }
    },
    renew: (lease, ttlMs, holder) => {
      const mine = current(lease, holder)
      if (mine === undefined) return false
      mine.until = clock.now() + Math.ceil(ttlMs)
      return true
    },
    release: (lease, holder) => {
      if (current(lease, holder) !== undefined) held.delete(lease.name)
    },
    holds: (lease) => current(lease) !== undefined,
  }
}
