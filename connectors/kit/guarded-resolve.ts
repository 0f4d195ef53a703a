import { isIP } from 'node:net'
import { createAddressGuard } from './address-guard.ts'
import type { DriverIo } from './driver.ts'
import { SourceError } from './errors.ts'
import { explainFailure } from './explain-failure.ts'
import type { GuardedFetchOptions } from './guarded-fetch.ts'
import { checkEvery, refuseForbiddenLiteral, resolveName } from './guarded-lookup.ts'

/** For protocols whose library opens its own socket (UDP): a name becomes the one address that was checked, and that one is asked. */
export function createGuardedResolve(options: GuardedFetchOptions): NonNullable<DriverIo['resolve']> {
  const guard = createAddressGuard(options.allow)
  return async (hostname) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    refuseForbiddenLiteral(host, guard)
    if (isIP(host) !== 0) return { address: host, family: isIP(host) === 6 ? 6 : 4 }
    const timeout = AbortSignal.timeout(options.timeoutMs)
    const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout])
    try {
      const [first] = checkEvery(host, await untilAborted((options.resolve ?? resolveName)(host), signal), guard)
      if (first === undefined) throw new SourceError('unreachable', { vi: `${host}: không tìm thấy tên máy chủ (DNS)`, en: `${host}: the name of the server is not found (DNS)` })
      return { address: first.address, family: isIP(first.address) === 6 ? 6 : 4 }
    } catch (thrown) {
      throw explainFailure(thrown, { host, timedOut: timeout.aborted, aborted: options.signal?.aborted === true, timeoutMs: options.timeoutMs, nameless: false })
    }
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    if (signal.aborted) return leave()
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
