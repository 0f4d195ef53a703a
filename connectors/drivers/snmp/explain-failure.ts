import type { Text } from '#contract'
import { about, SourceError } from '#kit'
import type { SnmpConfig } from './config.ts'

/** Turns what the library says into what one can do about it; its own words may hold a key. */
export function explainFailure(thrown: unknown, host: string, { access, retries, timeoutMs }: SnmpConfig): SourceError {
  if (thrown instanceof SourceError) return thrown
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' }
  const say = (kind: SourceError['kind'], why: Text) => new SourceError(kind, about(host, why), { cause: thrown })
  if (name === 'RequestTimedOutError') {
    const waited = ((retries + 1) * timeoutMs) / 1000
    // SNMP does not refuse a wrong community, it is silent.
    return say('unreachable', access.kind === 'v2c' ? { vi: `thiết bị không trả lời trong ${waited} giây; có thể đang tắt, chặn UDP, hoặc chuỗi cộng đồng sai`, en: `the device does not answer within ${waited} seconds; it may be off, UDP may be blocked, or the community string may be wrong` } : { vi: `thiết bị không trả lời trong ${waited} giây; có thể đang tắt hoặc chặn UDP`, en: `the device does not answer within ${waited} seconds; it may be off, or UDP may be blocked` })
  }
  if (/Unknown User Name/.test(message)) return say('auth', { vi: 'thiết bị không có tài khoản SNMPv3 này; xin đơn vị chủ quản cấp lại', en: 'the device does not have this SNMPv3 account; ask the department for a new one' })
  if (/Wrong Digest|digest|Decryption|decrypt|Security Level|answer in clear/i.test(message)) return say('auth', { vi: 'khóa xác thực hoặc khóa mã hóa SNMPv3 không khớp; xin đơn vị chủ quản cấp lại', en: 'the key to authenticate or to encrypt SNMPv3 does not match; ask the department for a new one' })
  if (/Time Window|time window/.test(message)) return say('unreachable', { vi: 'đồng hồ của thiết bị vừa được đặt lại; hỏi lại ở lượt sau', en: 'the clock of the device was just set; it is asked again in the next pass' })
  if (name === 'RequestFailedError') {
    return /AuthorizationError|NoAccess/.test(message) ? say('auth', { vi: 'tài khoản không được phép đọc phần này của thiết bị', en: 'the account may not read this part of the device' }) : say('malformed', { vi: 'thiết bị báo lỗi khi đọc; kiểm tra các OID', en: 'the device reports an error when it is read; check the OIDs' })
  }
  if (/ECONNREFUSED/.test(message)) return say('unreachable', { vi: 'không có dịch vụ SNMP ở cổng này', en: 'there is no SNMP service at this port' })
  if (/EHOSTUNREACH|ENETUNREACH/.test(message)) return say('unreachable', { vi: 'không có đường mạng tới thiết bị', en: 'there is no way through the network to the device' })
  return say('malformed', { vi: 'gói tin không phải là SNMP', en: 'the packet is not SNMP' })
}
