import { StartError } from '../errors.ts'
import { NoCopyError } from './private-copy.ts'
import { type Engine, type StartRedisOptions, startRedis } from './redis-engine.ts'

export type RedisChoice =
  /** Somebody else's: its own settings say what `accepted` means. */
  | { kind: 'foreign'; url: string }
  | { kind: 'private'; engine: Engine }
  /** Last resort: one process, nothing survives it. The caller says so wherever people look. */
  | { kind: 'memory'; reason: string }

export interface OpenRedisOptions extends StartRedisOptions {
  /** REDIS_URL. */
  redisUrl: string | undefined
  /** Outside production, or IOC_ALLOW_MEMORY=1. */
  allowMemory: boolean
}

/** REDIS_URL, else the program on PATH, else a private copy, else the memory of this process. */
export async function openRedis(options: OpenRedisOptions): Promise<RedisChoice> {
  if (options.redisUrl !== undefined) return { kind: 'foreign', url: options.redisUrl }
  try {
    return { kind: 'private', engine: await startRedis(options) }
  } catch (error) {
    // Only a missing program: a Redis that will not start has data on disk that memory would hide.
    if (!(error instanceof NoCopyError)) throw error
    if (options.allowMemory) return { kind: 'memory', reason: error.message }
    throw new StartError(
      `Không có Redis. Cài redis-server (từ bản 7), hoặc đặt REDIS_URL; chỉ khi chấp nhận mất dữ liệu lúc khởi động lại: IOC_ALLOW_MEMORY=1.\n` +
        `No Redis. Install redis-server (7 or newer), or set REDIS_URL; only where losing data at a restart is acceptable: IOC_ALLOW_MEMORY=1.\n` +
        `  ${error.message}`,
      { cause: error },
    )
  }
}
