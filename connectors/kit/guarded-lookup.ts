import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import type { Text } from '#contract'
import type { AddressGuard } from './address-guard.ts'
import { SourceError } from './errors.ts'

/** Name lookup; a test's own, else the machine's. */
export type ResolveName = (host: string) => Promise<{ address: string; family: number }[]>

export const resolveName: ResolveName = (host) => systemLookup(host, { all: true })

const refuse = (host: string, address: string, why: Text) => new SourceError('config', { vi: `Không kết nối tới ${host}: địa chỉ ${address} ${why.vi}`, en: `No connection to ${host}: the address ${address} ${why.en}` })

/** A host written as an address is never looked up, so it is checked here. */
export function refuseForbiddenLiteral(hostname: string, guard: AddressGuard): void {
  const literal = hostname.replace(/^\[|\]$/g, '')
  const refusal = isIP(literal) === 0 ? undefined : guard(literal)
  if (refusal !== undefined) throw refuse(hostname, literal, refusal)
}

type Found = Awaited<ReturnType<ResolveName>>

/** Every address of a name must be permitted: a name that also points inwards is a trap, or a mistake worth hearing of. */
export function checkEvery(host: string, found: Found, guard: AddressGuard): Found {
  for (const { address } of found) {
    const refusal = guard(address)
    if (refusal !== undefined) throw refuse(host, address, refusal)
  }
  return found
}

/** The lookup of a connection, with every address checked. */
export function guardedLookup(guard: AddressGuard, resolve: ResolveName): LookupFunction {
  const lookup = callbackify(async (host: string) => {
    return checkEvery(host, await resolve(host), guard)
  })
  return (host, options, done) => lookup(host, (error, found) => {
    const first = found?.[0]
    if (error !== null || first === undefined) done(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
    else if (options.all === true) done(null, found)
    else done(null, first.address, first.family)
  })
}
