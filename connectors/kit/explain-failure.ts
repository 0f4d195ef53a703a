import { SourceError } from './errors.ts'

/** What was going on when it died. */
export interface Circumstances {
  host: string
  timedOut: boolean
  aborted: boolean
  timeoutMs: number
  /** Over TLS and without a certificate of ours: a server that wants one just hangs up (TLS 1.3 tells no reason). */
  nameless: boolean
}

type Verdict = readonly [kind: SourceError['kind'], message: string]

/** Node's and undici's codes in words an operator can act on. */
const BY_CODE: Record<string, Verdict> = {
  ENOTFOUND: ['unreachable', 'không tìm thấy tên máy chủ (DNS)'],
  EAI_AGAIN: ['unreachable', 'máy chủ tên miền (DNS) không trả lời'],
  ECONNREFUSED: ['unreachable', 'máy chủ từ chối kết nối, có thể dịch vụ đang tắt'],
  ECONNRESET: ['unreachable', 'kết nối bị cắt giữa chừng'],
  EPIPE: ['unreachable', 'kết nối bị cắt giữa chừng'],
  UND_ERR_SOCKET: ['unreachable', 'kết nối bị cắt giữa chừng'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['unreachable', 'kết nối bị cắt giữa chừng'],
  UND_ERR_BODY_TIMEOUT: ['unreachable', 'máy chủ ngừng gửi giữa chừng'],
  UND_ERR_HEADERS_TIMEOUT: ['unreachable', 'máy chủ không trả lời trong thời hạn'],
  UND_ERR_CONNECT_TIMEOUT: ['unreachable', 'không kết nối được trong thời hạn'],
  ETIMEDOUT: ['unreachable', 'không kết nối được trong thời hạn'],
  EHOSTUNREACH: ['unreachable', 'không có đường mạng tới máy chủ'],
  ENETUNREACH: ['unreachable', 'không có đường mạng tới máy chủ'],
  CERT_HAS_EXPIRED: ['unreachable', 'chứng thư TLS của máy chủ đã hết hạn; báo đơn vị chủ quản'],
  CERT_NOT_YET_VALID: ['unreachable', 'chứng thư TLS của máy chủ chưa đến ngày hiệu lực; kiểm tra đồng hồ'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['config', 'chứng thư TLS tự ký chưa được tin cậy; ghi chứng thư đó vào "tls.ca"'],
  SELF_SIGNED_CERT_IN_CHAIN: ['config', 'chứng thư TLS do một tổ chức chưa được tin cậy cấp; ghi chứng thư gốc vào "tls.ca"'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['config', 'chứng thư TLS thiếu chứng thư trung gian; ghi chứng thư của tổ chức cấp vào "tls.ca"'],
  UNABLE_TO_GET_ISSUER_CERT: ['config', 'chứng thư TLS do một tổ chức chưa được tin cậy cấp; ghi chứng thư gốc vào "tls.ca"'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['config', 'chứng thư TLS do một tổ chức chưa được tin cậy cấp; ghi chứng thư gốc vào "tls.ca"'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['config', 'chứng thư TLS không mang tên máy chủ này; kiểm tra địa chỉ'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['config', 'cổng này không dùng TLS; kiểm tra http hay https'],
  EPROTO: ['config', 'không bắt tay TLS được; kiểm tra http hay https và phiên bản TLS'],
  UND_ERR_HEADERS_OVERFLOW: ['malformed', 'phần đầu (header) của câu trả lời quá lớn'],
  HPE_HEADER_OVERFLOW: ['malformed', 'phần đầu (header) của câu trả lời quá lớn'],
}

const NOT_HTTP: Verdict = ['malformed', 'câu trả lời không phải là HTTP']
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** Turns whatever a request died of into what one can do about it. Never repeats the library's text: it may hold the address with its query. */
export function explainFailure(thrown: unknown, circumstances: Circumstances): SourceError {
  const told = chain(thrown).find((one) => one instanceof SourceError)
  if (told !== undefined) return told
  const [kind, message] = verdict(thrown, circumstances)
  return new SourceError(kind, `${circumstances.host}: ${message}`, { cause: thrown })
}

function verdict(thrown: unknown, { timedOut, aborted, timeoutMs, nameless }: Circumstances): Verdict {
  if (timedOut) return ['unreachable', `không trả lời xong trong ${describeMs(timeoutMs)}`]
  if (aborted) return ['unreachable', 'lượt đọc bị dừng giữa chừng']
  for (const code of codesOf(thrown)) {
    const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined
    if (known !== undefined && nameless && CUT.has(code)) return [known[0], `${known[1]}; máy chủ có thể đòi chứng thư của ta (mục "tls")`]
    if (known !== undefined) return known
    if (/^ERR_SSL_.*ALERT|^ERR_SSL_.*CERTIFICATE_REQUIRED/.test(code)) return ['auth', 'máy chủ không nhận chứng thư của ta (TLS); kiểm tra "tls.cert" và "tls.key"']
    if (/^ERR_OSSL_|^ERR_SSL_/.test(code)) return ['config', 'không dùng được chứng thư hoặc khóa TLS trong cấu hình']
    if (code.startsWith('HPE_')) return NOT_HTTP
    if (/^Z_|^ERR_BROTLI|^ERR__ERROR_FORMAT/.test(code)) return ['malformed', 'dữ liệu nén bị hỏng']
    if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR') return ['config', 'địa chỉ hoặc header trong cấu hình không hợp lệ']
  }
  // The parser gives some of its errors a name only.
  if (chain(thrown).some((one) => one instanceof Error && one.name === 'HTTPParserError')) return NOT_HTTP
  return ['unreachable', 'không đọc được câu trả lời']
}

/** An error, its causes, and the single tries of a happy-eyeballs connect. */
function chain(thrown: unknown, depth = 0): unknown[] {
  if (!(thrown instanceof Error) || depth > 5) return []
  const inner = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : []
  return [thrown, ...inner.flatMap((one) => chain(one, depth + 1)), ...chain(thrown.cause, depth + 1)]
}

const codesOf = (thrown: unknown): string[] =>
  chain(thrown).flatMap((one) => (one instanceof Error && 'code' in one && typeof one.code === 'string' ? [one.code] : []))

const describeMs = (ms: number): string => (ms < 1000 ? `${ms} mili giây` : `${Math.round(ms / 1000)} giây`)
