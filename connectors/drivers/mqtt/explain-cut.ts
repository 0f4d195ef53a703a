import type { Text } from '#contract'
import { about, SourceError } from '#kit'

type Verdict = readonly [kind: SourceError['kind'], said: Text]

/** Reason codes of MQTT 5 (table 2.6) in words an operator can act on; below 128 only those an older broker sends. */
const BY_REASON: Record<number, Verdict> = {
  1: ['config', { vi: 'máy chủ không nói MQTT 5; cần bản mới hơn', en: 'the broker does not speak MQTT 5; a newer one is needed' }],
  4: ['auth', { vi: 'máy chủ không nhận tên đăng nhập hoặc mật khẩu; xin đơn vị chủ quản cấp lại', en: 'the broker does not accept the user name or the password; ask the department for new ones' }],
  5: ['auth', { vi: 'máy chủ không cho phép đăng nhập; xin đơn vị chủ quản cấp quyền', en: 'the broker does not allow us to log in; ask the department for the right' }],
  129: ['malformed', { vi: 'máy chủ không đọc được gói tin', en: 'the broker cannot read the packet' }],
  130: ['malformed', { vi: 'máy chủ báo sai giao thức', en: 'the broker reports a fault of the protocol' }],
  132: ['config', { vi: 'máy chủ không nói MQTT 5; cần bản mới hơn', en: 'the broker does not speak MQTT 5; a newer one is needed' }],
  133: ['config', { vi: 'máy chủ không nhận mã phiên "clientId"', en: 'the broker does not accept "clientId"' }],
  134: ['auth', { vi: 'máy chủ không nhận tên đăng nhập hoặc mật khẩu; xin đơn vị chủ quản cấp lại', en: 'the broker does not accept the user name or the password; ask the department for new ones' }],
  135: ['auth', { vi: 'máy chủ không cho phép; xin đơn vị chủ quản cấp quyền đọc các chủ đề', en: 'the broker does not allow it; ask the department for the right to read the topics' }],
  136: ['unreachable', { vi: 'máy chủ chưa sẵn sàng', en: 'the broker is not ready' }],
  137: ['unreachable', { vi: 'máy chủ đang bận', en: 'the broker is busy' }],
  138: ['auth', { vi: 'máy chủ đã chặn ta', en: 'the broker has blocked us' }],
  139: ['unreachable', { vi: 'máy chủ đang tắt', en: 'the broker is shutting down' }],
  140: ['auth', { vi: 'máy chủ đòi cách đăng nhập khác', en: 'the broker wants another way to log in' }],
  141: ['unreachable', { vi: 'máy chủ không nhận được tín hiệu giữ đường của ta', en: 'the broker does not hear our keep-alive' }],
  142: ['config', { vi: 'phiên bị máy khác chiếm: có nơi khác dùng cùng "clientId"', en: 'the session was taken over: somebody else uses the same "clientId"' }],
  143: ['config', { vi: 'chủ đề "topics" không hợp lệ với máy chủ', en: '"topics" are not valid for the broker' }],
  149: ['malformed', { vi: 'bản tin lớn hơn giới hạn "maxBytes"', en: 'a message is larger than "maxBytes"' }],
  151: ['rate-limited', { vi: 'vượt hạn mức của máy chủ', en: 'the broker\'s quota is exceeded' }],
  156: ['config', { vi: 'máy chủ yêu cầu dùng địa chỉ khác', en: 'the broker wants another address to be used' }],
  157: ['config', { vi: 'máy chủ đã chuyển sang địa chỉ khác', en: 'the broker has moved to another address' }],
  158: ['config', { vi: 'máy chủ không hỗ trợ chia sẻ chủ đề ($share)', en: 'the broker does not support shared topics ($share)' }],
  159: ['rate-limited', { vi: 'máy chủ yêu cầu kết nối thưa hơn', en: 'the broker wants fewer connections' }],
  162: ['config', { vi: 'máy chủ không hỗ trợ chủ đề có dấu + hoặc #', en: 'the broker does not support topics with + or #' }],
}

export const explainReason = (reason: number, host: string): SourceError => {
  const [kind, said]: Verdict = BY_REASON[reason] ?? ['unreachable', { vi: `máy chủ ngắt kết nối (mã ${reason})`, en: `the broker cut the connection (code ${reason})` }]
  return new SourceError(kind, about(host, said))
}

/** Whatever the client died of. Its own text is not repeated: it may quote what the broker sent. */
export function explainCut(thrown: unknown, host: string): SourceError {
  if (thrown instanceof SourceError) return thrown
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  const text = thrown instanceof Error ? thrown.message : ''
  if (typeof code === 'number') return explainReason(code, host)
  if (text === 'connack timeout') return new SourceError('unreachable', { vi: `${host}: máy chủ không trả lời lời chào MQTT`, en: `${host}: the broker does not answer the MQTT greeting` }, { cause: thrown })
  if (text === 'Keepalive timeout') return new SourceError('unreachable', { vi: `${host}: máy chủ im lặng, không trả lời tín hiệu giữ đường`, en: `${host}: the broker is silent and does not answer the keep-alive` }, { cause: thrown })
  // TLS 1.3 refuses a client's certificate only after the handshake seemed done.
  if (typeof code === 'string' && /^ERR_SSL_.*(?:ALERT|CERTIFICATE)/.test(code)) return new SourceError('auth', { vi: `${host}: máy chủ không nhận chứng thư của ta (mục "tls")`, en: `${host}: the broker does not accept our certificate ("tls")` }, { cause: thrown })
  if (typeof code === 'string') return new SourceError('unreachable', { vi: `${host}: kết nối bị cắt`, en: `${host}: the connection was cut off` }, { cause: thrown })
  return new SourceError('malformed', { vi: `${host}: câu trả lời không phải là MQTT`, en: `${host}: the answer is not MQTT` }, { cause: thrown })
}
