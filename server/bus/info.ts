import type { Clock } from '../clock.ts'
import type { Connection } from './connection.ts'

export interface MemoryInfo {
  usedBytes: number
  /** Redis's own `maxmemory`; undefined when it has none. */
  maxBytes: number | undefined
}

const ASK_EVERY_MS = 1_000

/** INFO memory, asked at most once a second however often it is wanted. */
export function createMemoryInfo(connection: Connection, clock: Clock): () => Promise<MemoryInfo> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<MemoryInfo> | undefined
  return () => {
    if (answer === undefined || clock.now() - askedAt >= ASK_EVERY_MS) {
      askedAt = clock.now()
      const mine = ask(connection).catch((thrown: unknown) => {
        if (answer === mine) answer = undefined
        throw thrown
      })
      answer = mine
    }
    return answer
  }
}

async function ask(connection: Connection): Promise<MemoryInfo> {
  const text = await connection.ask((client) => client.info('memory'))
  const max = field(text, 'maxmemory')
  return { usedBytes: field(text, 'used_memory') ?? 0, maxBytes: max === 0 ? undefined : max }
}

function field(text: string, name: string): number | undefined {
  const value = new RegExp(`^${name}:(\\d+)`, 'm').exec(text)?.[1]
  return value === undefined ? undefined : Number(value)
}
