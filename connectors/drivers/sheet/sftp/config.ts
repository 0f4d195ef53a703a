import * as z from 'zod'
import { SheetConfig } from '../config.ts'

const field = (title: string, description: string) => ({ title, description })

const SftpUrl = z
  .url({ protocol: /^sftp$/, error: 'expected an address such as sftp://host:22' })
  .refine((text) => {
    if (!URL.canParse(text)) return true // told above; this check runs all the same
    const url = new URL(text)
    return url.hostname !== '' && url.username === '' && url.password === '' && /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
  }, 'host and port only; user name and folder have settings of their own')

/** As `ssh-keygen -lf` writes it: 43 characters are the 256 bits. */
const Fingerprint = z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'expected SHA256: and 43 characters, as ssh-keygen -lf writes it')

const Auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password'), password: z.string().max(1_024).meta(field('Mật khẩu', 'Password; a secret')) }),
  z.strictObject({
    kind: z.literal('key'),
    privateKey: z.string().max(16_384).meta(field('Khóa riêng', 'Private key, as ssh-keygen writes it; a secret')),
    passphrase: z.string().max(1_024).optional().meta(field('Mật khẩu của khóa', 'Passphrase of the key; a secret')),
  }),
])

const Folder = z.string().min(1).max(1_000).refine((text) => !text.includes('\0'), 'not a folder')
/** A name, `*` for any characters and `?` for one; few stars, so that matching stays cheap whatever the names are. */
const Pattern = z.string().min(1).max(120).regex(/^[^/\0]+$/, 'a name, not a path').refine((text) => text.split('*').length <= 4, 'at most three *')

/** Settings of a source whose tables lie on the department's SFTP server. */
export const SheetSftpConfig = SheetConfig.extend({
  url: SftpUrl.meta(field('Địa chỉ', 'sftp://host:port of the department\'s server')),
  username: z.string().min(1).max(128).meta(field('Tên đăng nhập', 'Account that may read the folder')),
  auth: Auth.meta(field('Đăng nhập', 'Password or private key')),
  hostKeys: z.array(Fingerprint).min(1).max(4).meta(field('Khóa máy chủ', 'Fingerprints the server must show one of; told by the department, not by the line')),
  folder: Folder.default('.').meta(field('Thư mục', 'Folder of the tables; relative to where the account begins')),
  files: z.array(Pattern).min(1).max(8).default(['*.xlsx', '*.csv']).meta(field('Tên tệp', 'Files that are read; capitals do not matter')),
  ready: z.enum(['quiet', 'marker']).default('quiet').meta(field('Khi nào đọc', '`quiet`: size and time are the same at two looks; `marker`: an empty file named <file>.done lies beside it')),
  moveTo: Folder.optional().meta(field('Chuyển tệp đã đọc tới', 'Folder that files are moved to once what they held is written down; absent: nothing there is touched')),
  maxFiles: z.int().min(1).max(100).default(20).meta(field('Số tệp mỗi lượt', 'The others follow in the next pass, oldest first')),
})
export type SheetSftpConfig = z.infer<typeof SheetSftpConfig>

/** Host and port as the line wants them, and as messages name them. */
export function targetOf({ url }: SheetSftpConfig): { host: string; port: number; name: string } {
  const { hostname, port } = new URL(url)
  const number = port === '' ? 22 : Number(port)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: number, name: `${hostname}:${number}` }
}
