import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Text } from '#contract'
import { SourceError } from './errors.ts'

type Address = ReturnType<typeof ipaddr.parse>

/** Cloud machines hand out their own credentials here; no allow-list may open these. Alibaba, AWS (host and container), GCP. */
const NEVER = new Set(['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254'].map((text) => bytesOf(ipaddr.parse(text))))

/** Says about one numeric address why it must not be asked; undefined when it may. */
export type AddressGuard = (address: string) => Text | undefined

/**
 * Without ranges, public addresses only. With ranges, these and no others: departments live on private addresses, so an
 * operator names them. Decimal, hexadecimal and mapped spellings are the address they stand for.
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const ranges = allow.map(parseRange)
  return (text) => {
    const address = parseAddress(text)
    if (address === undefined) return { vi: 'không phải là địa chỉ IP', en: 'is no IP address' }
    if (embedded(address).some((one) => NEVER.has(bytesOf(one)))) return { vi: 'là địa chỉ siêu dữ liệu của máy chủ đám mây, không bao giờ được phép', en: 'is the address of a cloud machine\'s own data, never allowed' }
    if (ranges.length === 0) return isPublic(address) ? undefined : { vi: 'nằm trong mạng riêng hoặc mạng dành riêng; cần ghi dải địa chỉ vào "allow"', en: 'is in a private or reserved network; its range has to stand in "allow"' }
    return ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits)) ? undefined : { vi: 'nằm ngoài các dải địa chỉ ghi ở "allow"', en: 'is outside the ranges in "allow"' }
  }
}

/** Without a zone such as `%eth0`, which the library keeps in its text. */
function bytesOf(address: Address): string {
  return address.toByteArray().join('.')
}

function parseRange(text: string): [Address, number] {
  try {
    if (text.includes('/')) return unmapRange(ipaddr.parseCIDR(text))
    if (isIP(text) !== 0) return [ipaddr.process(text), ipaddr.process(text).kind() === 'ipv4' ? 32 : 128]
  } catch {
    // told below
  }
  throw new SourceError('config', { vi: `"allow": "${text.slice(0, 60)}" không phải là dải địa chỉ, cần dạng 10.1.2.0/24`, en: `"allow": "${text.slice(0, 60)}" is no range of addresses, needed is the form 10.1.2.0/24` })
}

/** `::ffff:10.0.0.0/104` stands for `10.0.0.0/8`. */
const unmapRange = ([range, bits]: [Address, number]): [Address, number] =>
  range instanceof ipaddr.IPv6 && range.isIPv4MappedAddress() && bits >= 96 ? [range.toIPv4Address(), bits - 96] : [range, bits]

function parseAddress(text: string): Address | undefined {
  try {
    return ipaddr.process(text)
  } catch {
    return undefined
  }
}

/** Only 2000::/3 is handed out as public IPv6; the library calls old forms such as `::7f00:1` unicast as well. */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || ((address.parts[0] ?? 0) & 0xe000) === 0x2000
}

/** The address itself and any IPv4 address it carries (NAT64, translated and compatible forms at the end, 6to4 after 2002). */
function embedded(address: Address): Address[] {
  if (address instanceof ipaddr.IPv4) return [address]
  const bytes = address.toByteArray()
  const inner = [bytes.slice(12, 16), ...(address.range() === '6to4' ? [bytes.slice(2, 6)] : [])]
  return [address, ...inner.map((four) => new ipaddr.IPv4(four))]
}
