import type { Text } from '#contract'
import { about, explainFailure, SourceError } from '#kit'
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
  const say = (kind: SourceError['kind'], text: Text) => new SourceError(kind, about(name, text), { cause: thrown })
  const { level, code, message } = detailsOf(thrown)
  if (aborted) return say('unreachable', { vi: 'lượt đọc bị dừng giữa chừng', en: 'the reading was stopped half-way' })
  if (shown !== undefined && !config.hostKeys.includes(shown)) {
    return say('config', { vi: `khóa máy chủ SFTP khác khóa đã ghim (nay là ${shown}): máy chủ đã đổi khóa, hoặc có kẻ đứng giữa. Chưa gửi gì tới đó; gọi điện cho đơn vị để đối chiếu, đúng mới sửa "hostKeys"`, en: `the key of the SFTP server is not the pinned one (now ${shown}): the server has a new key, or somebody stands in between. Nothing was sent; call the department to compare, and change "hostKeys" only if it is right` })
  }
  if (level === 'client-authentication') return say('auth', { vi: `máy chủ SFTP không nhận ${config.auth.kind === 'key' ? 'khóa' : 'mật khẩu'} của tài khoản "${config.username}"`, en: `the SFTP server does not accept the ${config.auth.kind === 'key' ? 'key' : 'password'} of the account "${config.username}"` })
  if (/Cannot parse privateKey|Encrypted private/i.test(message)) return say('config', { vi: '"auth.privateKey" không phải khóa riêng đọc được, hoặc sai "auth.passphrase"', en: '"auth.privateKey" is no private key that can be read, or "auth.passphrase" is wrong' })
  if (code === NO_SUCH_FILE) return say('config', { vi: `không có thư mục hoặc tệp trong "${config.folder}"`, en: `there is no such folder or file in "${config.folder}"` })
  if (code === NOT_ALLOWED) return say('auth', { vi: `tài khoản "${config.username}" không được đọc "${config.folder}"`, en: `the account "${config.username}" may not read "${config.folder}"` })
  if (level === 'handshake') return say('config', { vi: 'không thỏa thuận được thuật toán SSH với máy chủ; máy chủ quá cũ', en: 'no SSH algorithm in common with the server; it is too old' })
  if (/closed|No response from server|Connection lost|ended by the other party|before handshake/i.test(message)) return say('unreachable', { vi: 'kết nối bị cắt giữa chừng', en: 'the connection was cut off' })
  if (level === 'protocol' || /Unable to start subsystem|channel open failure|Packet|Bad|Malformed|Invalid|Unexpected/i.test(message)) return say('malformed', { vi: 'câu trả lời không theo giao thức SFTP; kiểm tra địa chỉ, cổng và quyền dùng SFTP', en: 'the answer does not follow SFTP; check address, port and the right to use SFTP' })
  return explainFailure(thrown, { host: name, timedOut: false, aborted, timeoutMs: 0, nameless: false })
}

function detailsOf(thrown: unknown): { level: unknown; code: unknown; message: string } {
  if (!(thrown instanceof Error)) return { level: undefined, code: undefined, message: '' }
  return { level: 'level' in thrown ? thrown.level : undefined, code: 'code' in thrown ? thrown.code : undefined, message: thrown.message }
}
