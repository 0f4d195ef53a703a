import type { Text } from '#contract'
import type { Agent, Dispatcher, request as Send } from 'undici'
import { type AddressGuard, createAddressGuard } from './address-guard.ts'
import type { DriverIo, GuardedAnswer, GuardedRequest } from './driver.ts'
import { SourceError } from './errors.ts'
import { explainFailure } from './explain-failure.ts'
import { guardedLookup, refuseForbiddenLiteral, type ResolveName, resolveName } from './guarded-lookup.ts'
import { readBody } from './read-body.ts'

/** What a guarded fetch is made of. */
export interface GuardedFetchOptions {
  /** Address ranges that may be asked, CIDR. Empty: public addresses only. */
  allow: readonly string[]
  /** The longest one request may take, from name lookup to the last byte. */
  timeoutMs: number
  /** Ends every request of a pass. */
  signal?: AbortSignal
  /** Name lookup; a test's own, else the machine's. */
  resolve?: ResolveName
}

const DEFAULT_MAX_BYTES = 20 * 1024 * 1024
const MAX_HEADER_BYTES = 16 * 1024
/** A peer that says nothing at all for so long is gone, whatever the total limit is. */
const MAX_SILENCE_MS = 15_000

/** Origin and path of an address: what may stand in a message or a record. Query and user name may hold secrets. */
export function describeAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return parsed === undefined ? '(địa chỉ không hợp lệ)' : `${parsed.origin}${parsed.pathname}`
}

/** The one way out for drivers: no redirects followed, the address that is connected is the one checked, everything limited. */
export function createGuardedFetch(options: GuardedFetchOptions): DriverIo['fetch'] {
  const guard = createAddressGuard(options.allow)
  const resolve = options.resolve ?? resolveName
  return async (url, request = {}) => {
    const target = checkTarget(url, guard)
    const { Agent, request: send } = await import('undici') // not at start, which screens may be waiting for
    const timeout = AbortSignal.timeout(options.timeoutMs)
    const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout])
    // A connection of its own for each request: no cut of a kept connection can be taken for a fault of the department.
    const agent = new Agent({
      connect: { ...tlsOf(request), lookup: guardedLookup(guard, resolve), timeout: options.timeoutMs },
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: Math.min(options.timeoutMs, 2 ** 31 - 1),
      bodyTimeout: Math.min(options.timeoutMs, MAX_SILENCE_MS),
      pipelining: 0,
    })
    try {
      return await exchange(target, request, { send, agent, signal })
    } catch (thrown) {
      throw explainFailure(thrown, {
        host: target.host,
        timedOut: timeout.aborted,
        aborted: options.signal?.aborted === true,
        timeoutMs: options.timeoutMs,
        nameless: target.protocol === 'https:' && request.tls?.cert === undefined,
      })
    } finally {
      agent.destroy().catch(() => undefined) // nothing more is wanted of it
    }
  }
}

/** Only http(s), no user name in the address (it would end up in records), and no forbidden literal. */
function checkTarget(url: string, guard: AddressGuard): URL {
  if (!URL.canParse(url)) throw new SourceError('config', { vi: 'Địa chỉ trong cấu hình không hợp lệ', en: 'The address in the settings is not valid' })
  const target = new URL(url)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') throw new SourceError('config', { vi: `Giao thức ${target.protocol} không được phép, chỉ dùng http hoặc https`, en: `The protocol ${target.protocol} is not allowed, only http or https` })
  if (target.username !== '' || target.password !== '') throw new SourceError('config', { vi: `Không ghi tài khoản trong địa chỉ ${target.host}; hãy dùng mục "auth"`, en: `No account may stand in the address ${target.host}; use "auth"` })
  refuseForbiddenLiteral(target.hostname, guard)
  return target
}

/** Only the members that are set: an explicit undefined would replace the machine's own authorities. */
export const tlsOf = ({ tls = {} }: Pick<GuardedRequest, 'tls'>): { cert?: string; key?: string; ca?: string } => ({
  ...(tls.cert === undefined ? {} : { cert: tls.cert }),
  ...(tls.key === undefined ? {} : { key: tls.key }),
  ...(tls.ca === undefined ? {} : { ca: tls.ca }),
})

async function exchange(target: URL, request: GuardedRequest, way: { send: typeof Send; agent: Agent; signal: AbortSignal }): Promise<GuardedAnswer> {
  const answer = await way.send(target, {
    dispatcher: way.agent,
    signal: way.signal,
    method: request.method ?? 'GET',
    headers: { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'ioc', ...lowerNames(request.headers) },
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  answer.body.on('error', () => undefined) // told by whoever reads; without a listener a late cut would end the process
  const headers = flatten(answer.headers)
  if (answer.statusCode >= 300 && answer.statusCode < 400 && answer.statusCode !== 304) {
    throw redirected(answer.statusCode, target, headers['location'])
  }
  const body = await readBody(answer.body, { headers, maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES, host: target.host, signal: way.signal })
  return { status: answer.statusCode, headers, body }
}

function redirected(status: number, target: URL, location: string | undefined): SourceError {
  const to = location !== undefined && URL.canParse(location, target.href) ? new URL(location, target) : undefined
  const where: Text = to === undefined ? { vi: 'một địa chỉ không đọc được', en: 'an address that cannot be read' } : to.host === target.host ? { vi: 'một trang khác của chính nó', en: 'another page of its own' } : { vi: `máy ${to.host}`, en: `the server ${to.host}` }
  return new SourceError('config', { vi: `${target.host} chuyển hướng (mã ${status}) sang ${where.vi}; hệ thống không đi theo. Hãy ghi địa chỉ cuối cùng vào cấu hình, hoặc kiểm tra xem có phải đăng nhập lại không`, en: `${target.host} redirects (code ${status}) to ${where.en}; it is not followed. Put the last address into the settings, or see whether a new login is needed` })
}

const lowerNames = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const flatten = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]])))
