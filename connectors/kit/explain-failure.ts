import type { Text } from '#contract'
import { about } from './about.ts'
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

type Verdict = readonly [kind: SourceError['kind'], said: Text]

/** Node's and undici's codes in words an operator can act on. */
const BY_CODE: Record<string, Verdict> = {
  ENOTFOUND: ['unreachable', { vi: 'không tìm thấy tên máy chủ (DNS)', en: 'the name of the server is not found (DNS)' }],
  EAI_AGAIN: ['unreachable', { vi: 'máy chủ tên miền (DNS) không trả lời', en: 'the name server (DNS) does not answer' }],
  ECONNREFUSED: ['unreachable', { vi: 'máy chủ từ chối kết nối, có thể dịch vụ đang tắt', en: 'the server refuses the connection, its service may be off' }],
  ECONNRESET: ['unreachable', { vi: 'kết nối bị cắt giữa chừng', en: 'the connection was cut off' }],
  EPIPE: ['unreachable', { vi: 'kết nối bị cắt giữa chừng', en: 'the connection was cut off' }],
  UND_ERR_SOCKET: ['unreachable', { vi: 'kết nối bị cắt giữa chừng', en: 'the connection was cut off' }],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['unreachable', { vi: 'kết nối bị cắt giữa chừng', en: 'the connection was cut off' }],
  UND_ERR_BODY_TIMEOUT: ['unreachable', { vi: 'máy chủ ngừng gửi giữa chừng', en: 'the server stopped sending half-way' }],
  UND_ERR_HEADERS_TIMEOUT: ['unreachable', { vi: 'máy chủ không trả lời trong thời hạn', en: 'the server did not answer in time' }],
  UND_ERR_CONNECT_TIMEOUT: ['unreachable', { vi: 'không kết nối được trong thời hạn', en: 'no connection in time' }],
  ETIMEDOUT: ['unreachable', { vi: 'không kết nối được trong thời hạn', en: 'no connection in time' }],
  EHOSTUNREACH: ['unreachable', { vi: 'không có đường mạng tới máy chủ', en: 'there is no way through the network to the server' }],
  ENETUNREACH: ['unreachable', { vi: 'không có đường mạng tới máy chủ', en: 'there is no way through the network to the server' }],
  CERT_HAS_EXPIRED: ['unreachable', { vi: 'chứng thư TLS của máy chủ đã hết hạn; báo đơn vị chủ quản', en: 'the TLS certificate of the server has expired; tell the department' }],
  CERT_NOT_YET_VALID: ['unreachable', { vi: 'chứng thư TLS của máy chủ chưa đến ngày hiệu lực; kiểm tra đồng hồ', en: 'the TLS certificate of the server is not valid yet; check the clock' }],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['config', { vi: 'chứng thư TLS tự ký chưa được tin cậy; ghi chứng thư đó vào "tls.ca"', en: 'the self-signed TLS certificate is not trusted yet; put it into "tls.ca"' }],
  SELF_SIGNED_CERT_IN_CHAIN: ['config', { vi: 'chứng thư TLS do một tổ chức chưa được tin cậy cấp; ghi chứng thư gốc vào "tls.ca"', en: 'the TLS certificate was issued by somebody not trusted yet; put their root certificate into "tls.ca"' }],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['config', { vi: 'chứng thư TLS thiếu chứng thư trung gian; ghi chứng thư của tổ chức cấp vào "tls.ca"', en: 'an intermediate TLS certificate is missing; put the certificate of who issued it into "tls.ca"' }],
  UNABLE_TO_GET_ISSUER_CERT: ['config', { vi: 'chứng thư TLS do một tổ chức chưa được tin cậy cấp; ghi chứng thư gốc vào "tls.ca"', en: 'the TLS certificate was issued by somebody not trusted yet; put their root certificate into "tls.ca"' }],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['config', { vi: 'chứng thư TLS do một tổ chức chưa được tin cậy cấp; ghi chứng thư gốc vào "tls.ca"', en: 'the TLS certificate was issued by somebody not trusted yet; put their root certificate into "tls.ca"' }],
  ERR_TLS_CERT_ALTNAME_INVALID: ['config', { vi: 'chứng thư TLS không mang tên máy chủ này; kiểm tra địa chỉ', en: 'the TLS certificate is not of this server name; check the address' }],
  ERR_SSL_WRONG_VERSION_NUMBER: ['config', { vi: 'cổng này không dùng TLS; kiểm tra http hay https', en: 'this port does not use TLS; check http or https' }],
  EPROTO: ['config', { vi: 'không bắt tay TLS được; kiểm tra http hay https và phiên bản TLS', en: 'no TLS handshake; check http or https and the version of TLS' }],
  UND_ERR_HEADERS_OVERFLOW: ['malformed', { vi: 'phần đầu (header) của câu trả lời quá lớn', en: 'the header of the answer is too large' }],
  HPE_HEADER_OVERFLOW: ['malformed', { vi: 'phần đầu (header) của câu trả lời quá lớn', en: 'the header of the answer is too large' }],
}

const NOT_HTTP: Verdict = ['malformed', { vi: 'câu trả lời không phải là HTTP', en: 'the answer is not HTTP' }]
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** Turns whatever a request died of into what one can do about it. Never repeats the library's text: it may hold the address with its query. */
export function explainFailure(thrown: unknown, circumstances: Circumstances): SourceError {
  const told = chain(thrown).find((one) => one instanceof SourceError)
  if (told !== undefined) return told
  const [kind, said] = verdict(thrown, circumstances)
  return new SourceError(kind, about(circumstances.host, said), { cause: thrown })
}

function verdict(thrown: unknown, { timedOut, aborted, timeoutMs, nameless }: Circumstances): Verdict {
  if (timedOut) return ['unreachable', { vi: `không trả lời xong trong ${describeMs(timeoutMs).vi}`, en: `no whole answer within ${describeMs(timeoutMs).en}` }]
  if (aborted) return ['unreachable', { vi: 'lượt đọc bị dừng giữa chừng', en: 'the reading was stopped half-way' }]
  for (const code of codesOf(thrown)) {
    const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined
    if (known !== undefined && nameless && CUT.has(code)) return [known[0], { vi: `${known[1].vi}; máy chủ có thể đòi chứng thư của ta (mục "tls")`, en: `${known[1].en}; the server may want a certificate of ours ("tls")` }]
    if (known !== undefined) return known
    if (/^ERR_SSL_.*ALERT|^ERR_SSL_.*CERTIFICATE_REQUIRED/.test(code)) return ['auth', { vi: 'máy chủ không nhận chứng thư của ta (TLS); kiểm tra "tls.cert" và "tls.key"', en: 'the server does not accept our certificate (TLS); check "tls.cert" and "tls.key"' }]
    if (/^ERR_OSSL_|^ERR_SSL_/.test(code)) return ['config', { vi: 'không dùng được chứng thư hoặc khóa TLS trong cấu hình', en: 'the TLS certificate or key in the settings cannot be used' }]
    if (code.startsWith('HPE_')) return NOT_HTTP
    if (/^Z_|^ERR_BROTLI|^ERR__ERROR_FORMAT/.test(code)) return ['malformed', { vi: 'dữ liệu nén bị hỏng', en: 'the compressed data is broken' }]
    if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR') return ['config', { vi: 'địa chỉ hoặc header trong cấu hình không hợp lệ', en: 'an address or header in the settings is not valid' }]
  }
  // The parser gives some of its errors a name only.
  if (chain(thrown).some((one) => one instanceof Error && one.name === 'HTTPParserError')) return NOT_HTTP
  return ['unreachable', { vi: 'không đọc được câu trả lời', en: 'the answer cannot be read' }]
}

/** An error, its causes, and the single tries of a happy-eyeballs connect. */
function chain(thrown: unknown, depth = 0): unknown[] {
  if (!(thrown instanceof Error) || depth > 5) return []
  const inner = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : []
  return [thrown, ...inner.flatMap((one) => chain(one, depth + 1)), ...chain(thrown.cause, depth + 1)]
}

const codesOf = (thrown: unknown): string[] =>
  chain(thrown).flatMap((one) => (one instanceof Error && 'code' in one && typeof one.code === 'string' ? [one.code] : []))

const describeMs = (ms: number): Text => (ms < 1000 ? { vi: `${ms} mili giây`, en: `${ms} milliseconds` } : { vi: `${Math.round(ms / 1000)} giây`, en: `${Math.round(ms / 1000)} seconds` })
