import { type Bus, createRedisBus, type RedisBusOptions } from '../../server/bus/index.ts'
import { systemClock } from '../../server/clock.ts'
import { silentLog } from '../../server/log.ts'
import type { TestRedis } from './redis.ts'

export function openBus(on: TestRedis, options: Partial<RedisBusOptions> = {}): Bus {
  return createRedisBus({ connection: { path: on.socketPath }, kind: 'private', clock: systemClock, log: silentLog, ...options })
}

/** Runs `use` with a bus, or as many as named, and closes them. */
export async function withBuses<T>(open: () => Bus, count: number, use: (...buses: Bus[]) => Promise<T>): Promise<T> {
  const buses = Array.from({ length: count }, open)
  try {
    return await use(...buses)
  } finally {
    await Promise.all(buses.map((bus) => bus.close()))
  }
}
