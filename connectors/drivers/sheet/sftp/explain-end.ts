import { explainFailure, SourceError } from '#kit'
import type { SheetSftpConfig } from './config.ts'

interface Circumstances {
  name: string
  config: SheetSftpConfig
  /** Fingerprint of the key the server showed; absent: it never came so far. */
  shown: string | undefined
  aborted: boolean
}

/** draft-ietf-secsh-filexfer-02, 7: what a server says of one question. */
const NO_SUCH_FILE = 2
const NOT_ALLOWED = 3

/** What a library's error means to whoever must mend it. Its own words are not repeated: they may hold what was sent. */
export function explainEnd(thrown: unknown, { name, config, shown, aborted }: Circumstances): SourceError {
  const say = (kind: SourceError['kind'], text: string) => new SourceError(kind, `${name}: ${text}`, { cause: thrown })
  const { level, code, message } = detailsOf(thrown)
  if (aborted) return say('unreachable', 'lượt đọc bị dừng giữa chừng')
  if (shown !== undefined && !config.hostKeys.includes(shown)) {
    return say('config', `khóa máy chủ SFTP khác khóa đã ghim (nay là ${shown}): máy chủ đã đổi khóa, hoặc có kẻ đứng giữa. Chưa gửi gì tới đó; gọi điện cho đơn vị để đối chiếu, đúng mới sửa "hostKeys"`)
  }
  if (level === 'client-authentication') return say('auth', `máy chủ SFTP không nhận ${config.auth.kind === 'key' ? 'khóa' : 'mật khẩu'} của tài khoản "${config.username}"`)
  if (/Cannot parse privateKey|Encrypted private/i.test(message)) return say('config', '"auth.privateKey" không phải khóa riêng đọc được, hoặc sai "auth.passphrase"')
  if (code === NO_SUCH_FILE) return say('config', `không có thư mục hoặc tệp trong "${config.folder}"`)
  if (code === NOT_ALLOWED) return say('auth', `tài khoản "${config.username}" không được đọc "${config.folder}"`)
  if (level === 'handshake') return say('config', 'không thỏa thuận được thuật toán SSH với máy chủ; máy chủ quá cũ')
  if (/closed|No response from server|Connection lost|ended by the other party|before handshake/i.test(message)) return say('unreachable', 'kết nối bị cắt giữa chừng')
  if (level === 'protocol' || /Unable to start subsystem|channel open failure|Packet|Bad|Malformed|Invalid|Unexpected/i.test(message)) return say('malformed', 'câu trả lời không theo giao thức SFTP; kiểm tra địa chỉ, cổng và quyền dùng SFTP')
  return explainFailure(thrown, { host: name, timedOut: false, aborted, timeoutMs: 0, nameless: false })
}

function detailsOf(thrown: unknown): { level: unknown; code: unknown; message: string } {
  if (!(thrown instanceof Error)) return { level: undefined, code: undefined, message: '' }
  return { level: 'level' in thrown ? thrown.level : undefined, code: 'code' in thrown ? thrown.code : undefined, message: thrown.message }
}
