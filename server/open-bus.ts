import { type Bus, createMemoryBus, createRedisBus } from './bus/index.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openRedis } from './engines/index.ts'
import type { Log } from './log.ts'

/** The bus, what a person must be told of it, and how it ends. */
export interface OpenedBus {
  bus: Bus
  note: string
  close(): Promise<void>
}

/** REDIS_URL, our own Redis, or, announced, the memory of this process. */
export async function openBus(config: Config, log: Log, signal: AbortSignal): Promise<OpenedBus> {
  const clock = systemClock
  const choice = await openRedis({
    redisUrl: config.redisUrl, allowMemory: config.allowMemory, dataDir: config.dataDir, cacheDir: config.cacheDir, environment: config.environment, clock, log, signal,
    ...(config.redisMemoryBytes === undefined ? {} : { maxmemoryBytes: config.redisMemoryBytes }),
  })
  if (choice.kind === 'memory') {
    const bus = createMemoryBus({ clock })
    return { bus, note: `KHÔNG CÓ REDIS, số liệu chỉ ở trong bộ nhớ và mất khi dừng / NO REDIS, memory only: ${choice.reason}`, close: () => bus.close() }
  }
  const connection = choice.kind === 'foreign' ? { url: choice.url } : { path: choice.engine.socketPath }
  const bus = createRedisBus({ connection, kind: choice.kind, clock, log, ...(choice.kind === 'private' ? { dataDir: config.dataDir } : {}) })
  const whence = choice.kind === 'foreign' ? 'Redis theo REDIS_URL' : `Redis riêng${choice.engine.adopted ? ', tiếp nhận từ lần chạy trước / adopted' : ''}`
  return {
    bus,
    note: `Kho tạm / bus                  ${whence}`,
    close: async () => {
      await bus.close()
      if (choice.kind === 'private') await choice.engine.stop()
    },
  }
}
