import { Redis, type RedisOptions } from 'ioredis'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { BusUnavailableError } from './bus.ts'
import { explainRefusal } from './explain-refusal.ts'

export type ConnectionTarget = { path: string } | { url: string }

export interface ConnectionOptions {
  target: ConnectionTarget
  log: Log
  /** No answer for so long counts as none. */
  commandTimeoutMs: number
}

/** A Lua script; Redis keeps it by its hash, so after the first time only the hash travels. */
export interface Script {
  name: string
  lua: string
}

export interface Connection {
  /** Waits shortly for a connection that is just coming up. */
  whenReady(): Promise<void>
  /** Sends now, on the connection that is up now, or rejects. Never sent a second time by itself. */
  send<T>(command: (client: Redis) => Promise<T>): Promise<T>
  /** The same after `whenReady`. */
  ask<T>(command: (client: Redis) => Promise<T>): Promise<T>
  sendScript(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  askScript(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  /** Told at every loss: what was learnt over this connection may no longer be so. */
  onLost(listener: () => void): void
  close(): void
}

/** So long after a loss questions wait for the connection to come back, as after a restart of Redis; then they are refused at once. */
const READY_WITHIN_MS = 1_000
const RECONNECT_AT_MOST_MS = 1_000

export function createConnection(options: ConnectionOptions): Connection {
  const { log, commandTimeoutMs } = options
  const lostListeners: (() => void)[] = []
  const client = openClient(options.target, {
    commandTimeout: commandTimeoutMs,
    // What was in flight when the connection broke is rejected, not sent again: only the caller knows whether it may be.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(25 * 2 ** Math.min(attempt, 6), RECONNECT_AT_MOST_MS),
    maxLoadingRetryTime: 250,
  })
  client.setMaxListeners(0) // one per waiting question
  let state: 'new' | 'up' | 'lost' | 'closed' = 'new'
  let downSince = performance.now()
  /** Its socket was told to end, and has not yet. */
  let isDropping = false

  client.on('ready', () => {
    if (state === 'lost') log.info({}, 'bus is back')
    state = 'up'
  })
  client.on('error', (cause: Error) => reportLost(describeError(cause)))
  client.on('close', () => {
    isDropping = false
    if (state === 'up') downSince = performance.now()
    for (const listener of lostListeners) listener()
    reportLost('connection closed')
  })

  function reportLost(reason: string): void {
    if (state === 'lost' || state === 'closed') return
    state = 'lost'
    log.warn({ reason }, 'bus lost')
  }

  async function send<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    try {
      return await command(client)
    } catch (cause) {
      // A silent Redis: drop the socket, so that nothing more piles up in it; coming back needs an answered handshake.
      // Once: a frozen Redis does not close it for two seconds, and each further call would leave a listener and a timer on it.
      if (isTimeout(cause) && client.status === 'ready' && !isDropping) {
        isDropping = true
        client.disconnect(true)
      }
      throw explainRefusal(cause, log)
    }
  }

  const connection: Connection = {
    whenReady: () => {
      const patienceMs = state === 'new' ? commandTimeoutMs : Math.min(READY_WITHIN_MS, commandTimeoutMs)
      return whenReady(client, downSince + patienceMs - performance.now())
    },
    send,
    ask: async (command) => {
      await connection.whenReady()
      return await send(command)
    },
    sendScript: (script, keys, args) => send((redis) => runScript(redis, script, keys, args)),
    askScript: async (script, keys, args) => {
      await connection.whenReady()
      return await connection.sendScript(script, keys, args)
    },
    onLost: (listener) => void lostListeners.push(listener),
    close: () => {
      state = 'closed'
      client.disconnect()
    },
  }
  return connection
}

export function openClient(target: ConnectionTarget, options: RedisOptions): Redis {
  // Replies keep the shapes of RESP2, whichever protocol the two agree on.
  const all = { ...options, replyMapping: 'legacy' as const }
  return 'path' in target ? new Redis({ ...all, path: target.path }) : new Redis(target.url, all)
}

function runScript(client: Redis, { name, lua }: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
  // `defineCommand` adds a method that the types cannot know. One array, since tens of thousands of arguments would overflow the stack.
  const commands = client as unknown as Record<string, (list: (string | number)[]) => Promise<unknown>>
  if (commands[name] === undefined) client.defineCommand(name, { lua })
  return commands[name]?.([keys.length, ...keys, ...args]) ?? Promise.reject(new Error(`script ${name} is not defined`))
}

function whenReady(client: Redis, withinMs: number): Promise<void> {
  if (client.status === 'ready') return Promise.resolve()
  if (client.status === 'end') return Promise.reject(new BusUnavailableError('bus closed'))
  if (withinMs <= 0) return Promise.reject(new BusUnavailableError('bus not reachable'))
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => () => {
      clearTimeout(timer)
      client.off('ready', ready).off('end', ended)
      settle()
    }
    const ready = done(resolve)
    const ended = done(() => reject(new BusUnavailableError('bus closed')))
    const timer = setTimeout(done(() => reject(new BusUnavailableError('bus not reachable'))), withinMs)
    client.on('ready', ready).on('end', ended)
  })
}

const isTimeout = (thrown: unknown): boolean => thrown instanceof Error && thrown.message === 'Command timed out'
