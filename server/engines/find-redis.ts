import type { Log } from '../log.ts'
import { findOnPath } from './find-on-path.ts'
import { type Program, fetchPrivateCopy } from './private-copy.ts'
import { type Environment, plainEnvironment, runTool } from './run-tool.ts'

/** Streams with lag and entries-read, and a multi-part append-only log, come with 7. Valkey began with 7.2. */
const OLDEST_MAJOR = 7
const SHOW_WITHIN_MS = 5_000

export interface FindRedisOptions {
  cacheDir: string
  environment: Environment
  log: Log
  signal: AbortSignal
}

export type RedisProgram = Program & { from: 'path' | 'private-copy' }

/** The machine's own server program if it is new enough, else a private copy; throws NoCopyError when neither can be had. */
export async function findRedis(options: FindRedisOptions): Promise<RedisProgram> {
  const onPath = await findOnPath(['valkey-server', 'redis-server'], options.environment['PATH'])
  if (onPath !== undefined) {
    const major = await readMajorVersion(onPath, options)
    if (major >= OLDEST_MAJOR) return { from: 'path', binary: onPath, env: plainEnvironment(options.environment) }
    options.log.warn({ binary: onPath, major }, 'the Redis on PATH is too old, looking for another')
  }
  // The server's program lies in the package of the tools.
  const copy = { name: 'redis', packages: ['redis-server', 'redis-tools'], binary: 'redis-server', proof: ['--version'] }
  return { from: 'private-copy', ...(await fetchPrivateCopy({ ...copy, ...options })) }
}

async function readMajorVersion(binary: string, options: FindRedisOptions): Promise<number> {
  const shown = await runTool(binary, ['--version'], { environment: options.environment, signal: options.signal, withinMs: SHOW_WITHIN_MS }).catch(() => '')
  return Number(/\bv=(\d+)\./.exec(shown)?.[1] ?? 0)
}
