import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

type IsTrusted = (address: string) => boolean

/** The caller's address: the peer's, or, behind a trusted proxy, the last forwarded one that is not a trusted proxy itself. */
export function createAddressOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = trustIn(trustedProxies)
  return (request) => {
    const peer = peerOf(request)
    if (peer === '' || !isTrusted(peer)) return peer
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '')
    return forwarded.toReversed().find((address) => !isTrusted(address)) ?? peer
  }
}

/** Did the browser come over TLS? Ours, or that of a trusted proxy in front of us. */
export function createIsSecure(trustedProxies: readonly string[]): (request: IncomingMessage) => boolean {
  const isTrusted = trustIn(trustedProxies)
  return (request) => {
    if ('encrypted' in request.socket && request.socket.encrypted === true) return true
    const peer = peerOf(request)
    return peer !== '' && isTrusted(peer) && String(request.headers['x-forwarded-proto'] ?? '').split(',').at(-1)?.trim() === 'https'
  }
}

function trustIn(trustedProxies: readonly string[]): IsTrusted {
  const trusted = new BlockList()
  for (const range of trustedProxies) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  return (address) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

const peerOf = (request: IncomingMessage): string => (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
