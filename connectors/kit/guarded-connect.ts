import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createAddressGuard } from './address-guard.ts'
import type { ConnectTarget, ListenIo } from './driver.ts'
import { explainFailure } from './explain-failure.ts'
import { type GuardedFetchOptions, tlsOf } from './guarded-fetch.ts'
import { guardedLookup, refuseForbiddenLiteral, resolveName } from './guarded-lookup.ts'

/** The one way out for drivers that do not speak HTTP: same guard as for HTTP; `timeoutMs` limits getting through, not the line. */
export function createGuardedConnect(options: GuardedFetchOptions): ListenIo['connect'] {
  const guard = createAddressGuard(options.allow)
  const lookup = guardedLookup(guard, options.resolve ?? resolveName)
  return async (target) => {
    refuseForbiddenLiteral(target.host, guard)
    const timeout = AbortSignal.timeout(options.timeoutMs)
    const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout])
    try {
      return await openSocket(target, lookup, signal)
    } catch (thrown) {
      throw explainFailure(thrown, {
        host: `${target.host}:${target.port}`,
        timedOut: timeout.aborted,
        aborted: options.signal?.aborted === true,
        timeoutMs: options.timeoutMs,
        nameless: target.tls !== undefined && target.tls.cert === undefined,
      })
    }
  }
}

function openSocket(target: ConnectTarget, lookup: ReturnType<typeof guardedLookup>, signal: AbortSignal): Promise<Socket> {
  const host = target.host.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const socket = target.tls === undefined
      ? connectTcp({ host, port: target.port, lookup })
      : connectTls({ host, port: target.port, lookup, ...(isIP(host) === 0 ? { servername: host } : {}), ...tlsOf({ tls: target.tls }) })
    // Question and answer: a small question must not wait for the receipt of the one before.
    socket.setNoDelay(true)
    const stopWaiting = () => {
      signal.removeEventListener('abort', giveUp)
      socket.removeListener('error', fail)
    }
    const fail = (thrown: unknown) => {
      stopWaiting()
      socket.on('error', () => undefined) // a late word of a line nobody wants any more
      socket.destroy()
      reject(thrown instanceof Error ? thrown : new Error('no connection', { cause: thrown }))
    }
    const giveUp = () => fail(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    socket.once('error', fail)
    socket.once(target.tls === undefined ? 'connect' : 'secureConnect', () => {
      stopWaiting()
      resolve(socket)
    })
  })
}
