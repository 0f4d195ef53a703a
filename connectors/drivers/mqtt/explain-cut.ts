import { SourceError } from '#kit'

type Verdict = readonly [kind: SourceError['kind'], message: string]

/** Reason codes of MQTT 5 (table 2.6) in words an operator can act on; below 128 only those an older broker sends. */
const BY_REASON: Record<number, Verdict> = {
  1: ['config', 'máy chủ không nói MQTT 5; cần bản mới hơn'],
  4: ['auth', 'máy chủ không nhận tên đăng nhập hoặc mật khẩu; xin đơn vị chủ quản cấp lại'],
  5: ['auth', 'máy chủ không cho phép đăng nhập; xin đơn vị chủ quản cấp quyền'],
  129: ['malformed', 'máy chủ không đọc được gói tin'],
  130: ['malformed', 'máy chủ báo sai giao thức'],
  132: ['config', 'máy chủ không nói MQTT 5; cần bản mới hơn'],
  133: ['config', 'máy chủ không nhận mã phiên "clientId"'],
  134: ['auth', 'máy chủ không nhận tên đăng nhập hoặc mật khẩu; xin đơn vị chủ quản cấp lại'],
  135: ['auth', 'máy chủ không cho phép; xin đơn vị chủ quản cấp quyền đọc các chủ đề'],
  136: ['unreachable', 'máy chủ chưa sẵn sàng'],
  137: ['unreachable', 'máy chủ đang bận'],
  138: ['auth', 'máy chủ đã chặn ta'],
  139: ['unreachable', 'máy chủ đang tắt'],
  140: ['auth', 'máy chủ đòi cách đăng nhập khác'],
  141: ['unreachable', 'máy chủ không nhận được tín hiệu giữ đường của ta'],
  142: ['config', 'phiên bị máy khác chiếm: có nơi khác dùng cùng "clientId"'],
  143: ['config', 'chủ đề "topics" không hợp lệ với máy chủ'],
  149: ['malformed', 'bản tin lớn hơn giới hạn "maxBytes"'],
  151: ['rate-limited', 'vượt hạn mức của máy chủ'],
  156: ['config', 'máy chủ yêu cầu dùng địa chỉ khác'],
  157: ['config', 'máy chủ đã chuyển sang địa chỉ khác'],
  158: ['config', 'máy chủ không hỗ trợ chia sẻ chủ đề ($share)'],
  159: ['rate-limited', 'máy chủ yêu cầu kết nối thưa hơn'],
  162: ['config', 'máy chủ không hỗ trợ chủ đề có dấu + hoặc #'],
}

export const explainReason = (reason: number, host: string): SourceError => {
  const [kind, message] = BY_REASON[reason] ?? ['unreachable', `máy chủ ngắt kết nối (mã ${reason})`]
  return new SourceError(kind, `${host}: ${message}`)
}

/** Whatever the client died of. Its own text is not repeated: it may quote what the broker sent. */
export function explainCut(thrown: unknown, host: string): SourceError {
  if (thrown instanceof SourceError) return thrown
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  const text = thrown instanceof Error ? thrown.message : ''
  if (typeof code === 'number') return explainReason(code, host)
  if (text === 'connack timeout') return new SourceError('unreachable', `${host}: máy chủ không trả lời lời chào MQTT`, { cause: thrown })
  if (text === 'Keepalive timeout') return new SourceError('unreachable', `${host}: máy chủ im lặng, không trả lời tín hiệu giữ đường`, { cause: thrown })
  // TLS 1.3 refuses a client's certificate only after the handshake seemed done.
  if (typeof code === 'string' && /^ERR_SSL_.*(?:ALERT|CERTIFICATE)/.test(code)) return new SourceError('auth', `${host}: máy chủ không nhận chứng thư của ta (mục "tls")`, { cause: thrown })
  if (typeof code === 'string') return new SourceError('unreachable', `${host}: kết nối bị cắt`, { cause: thrown })
  return new SourceError('malformed', `${host}: câu trả lời không phải là MQTT`, { cause: thrown })
}
