import type { Redis } from 'ioredis'
import { BusUnavailableError } from './bus.ts'
import { type ConnectionTarget, openClient } from './connection.ts'
import { describeError } from '../errors.ts'

export interface BlockingClients {
  /**
   * Runs a waiting question on a connection of its own, since nothing else gets through while it waits. Undefined when
   * `signal` ended the wait; rejects when there is no answer `withinMs`.
   */
  use<T>(options: { withinMs: number; signal?: AbortSignal | undefined }, question: (client: Redis) => Promise<T>): Promise<T | undefined>
  close(): void
}

/** As many connections as there are readers waiting at once; each is kept until it breaks. */
export function createBlockingClients(target: ConnectionTarget): BlockingClients {
  const idle: Redis[] = []
  const busy = new Set<Redis>()
  let closed = false

  function take(): Redis {
    const client = idle.pop() ?? open()
    busy.add(client)
    return client
  }

  function open(): Redis {
    const client = openClient(target, { retryStrategy: null, maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false })
    client.on('error', () => {}) // whoever waits on it is told; the main connection logs the loss
    client.on('end', () => {
      const place = idle.indexOf(client)
      if (place >= 0) idle.splice(place, 1)
    })
    return client
  }

  return {
    use: async ({ withinMs, signal }, question) => {
      if (signal?.aborted === true) return undefined
      if (closed) throw new BusUnavailableError('bus closed')
      const client = take()
      let end = (_reason: string) => {}
      // Disconnecting alone is not enough: a frozen Redis does not close its side, and the question would go on waiting.
      const ended = new Promise<never>((_, reject) => (end = (reason) => reject(new Error(reason))))
      const timer = setTimeout(() => end('no answer in time'), withinMs)
      const abort = () => end('aborted')
      signal?.addEventListener('abort', abort, { once: true })
      client.once('end', abort)
      try {
        const answer = await Promise.race([question(client), ended])
        if (!closed) idle.push(client)
        return answer
      } catch (cause) {
        client.disconnect()
        if (isAborted(signal)) return undefined
        throw new BusUnavailableError(`reading from the bus failed: ${describeError(cause)}`, { cause })
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        client.off('end', abort)
        busy.delete(client)
      }
    },
    close: () => {
      closed = true
      for (const client of [...idle, ...busy]) client.disconnect()
    },
  }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true
