import { SourceError } from '#kit'
import type { SnmpConfig } from './config.ts'

/** Turns what the library says into what one can do about it; its own words may hold a key. */
export function explainFailure(thrown: unknown, host: string, { access, retries, timeoutMs }: SnmpConfig): SourceError {
  if (thrown instanceof SourceError) return thrown
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' }
  const say = (kind: SourceError['kind'], why: string) => new SourceError(kind, `${host}: ${why}`, { cause: thrown })
  if (name === 'RequestTimedOutError') {
    const waited = `${((retries + 1) * timeoutMs) / 1000} giây`
    // SNMP does not refuse a wrong community, it is silent.
    return say('unreachable', access.kind === 'v2c' ? `thiết bị không trả lời trong ${waited}; có thể đang tắt, chặn UDP, hoặc chuỗi cộng đồng sai` : `thiết bị không trả lời trong ${waited}; có thể đang tắt hoặc chặn UDP`)
  }
  if (/Unknown User Name/.test(message)) return say('auth', 'thiết bị không có tài khoản SNMPv3 này; xin đơn vị chủ quản cấp lại')
  if (/Wrong Digest|digest|Decryption|decrypt|Security Level|answer in clear/i.test(message)) return say('auth', 'khóa xác thực hoặc khóa mã hóa SNMPv3 không khớp; xin đơn vị chủ quản cấp lại')
  if (/Time Window|time window/.test(message)) return say('unreachable', 'đồng hồ của thiết bị vừa được đặt lại; hỏi lại ở lượt sau')
  if (name === 'RequestFailedError') {
    return /AuthorizationError|NoAccess/.test(message) ? say('auth', 'tài khoản không được phép đọc phần này của thiết bị') : say('malformed', 'thiết bị báo lỗi khi đọc; kiểm tra các OID')
  }
  if (/ECONNREFUSED/.test(message)) return say('unreachable', 'không có dịch vụ SNMP ở cổng này')
  if (/EHOSTUNREACH|ENETUNREACH/.test(message)) return say('unreachable', 'không có đường mạng tới thiết bị')
  return say('malformed', 'gói tin không phải là SNMP')
}
