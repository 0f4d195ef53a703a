import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

/** The caller's address: the peer's, or, behind a trusted proxy, the last forwarded one that is not a trusted proxy itself. */
export function createAddressOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const range of trustedProxies) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  return (request) => {
    const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    if (peer === '' || !isTrusted(peer)) return peer
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '')
    return forwarded.toReversed().find((address) => !isTrusted(address)) ?? peer
  }
}
