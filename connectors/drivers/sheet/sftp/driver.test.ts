import { generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Collected, createGuardedConnect, type DriverIo, SourceError, UnreadableField } from '#kit'
import { startTestSshd, type TestSshd } from '../../../../tests/support/sshd.ts'
import { SheetSftpConfig } from './config.ts'
import { sheetSftp } from './driver.ts'
import { createNameMatcher } from './match-name.ts'

const columns = { ma: { kind: 'text', heading: 'Mã' }, so: { kind: 'number', heading: 'Số', whole: true } }
const table = (...rows: string[]) => `Mã,Số\n${rows.join('\n')}\n`
const SECRET = 'bi-mat-khong-duoc-lo'
/** Of nobody. */
const OTHER_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString()
const NEVER = `SHA256:${'A'.repeat(43)}`

const ioOf = (options: { bookmark?: string | undefined; allow?: string[]; signal?: AbortSignal; timeoutMs?: number } = {}): DriverIo => {
  const signal = options.signal ?? new AbortController().signal
  return {
    fetch: () => Promise.reject(new Error('no HTTP here')), signal, now: () => Date.now(), bookmark: options.bookmark,
    connect: createGuardedConnect({ allow: options.allow ?? ['127.0.0.0/8'], timeoutMs: options.timeoutMs ?? 10_000, signal }),
  }
}

const failureOf = async (settings: object, io = ioOf()): Promise<SourceError> => {
  const thrown: unknown = await sheetSftp.collect(SheetSftpConfig.parse(settings), io).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(SourceError)
  const error = thrown as SourceError // asserted above
  expect(error.message).not.toContain(SECRET)
  expect(error.message).not.toContain('PRIVATE KEY')
  return error
}

/** Records as text: of what could not be read, its reason. */
const shown = ({ records }: Collected): string[] => records.map((record) => (record instanceof UnreadableField ? record.reason.vi : JSON.stringify(record, (_, value: unknown) => (value instanceof UnreadableField ? value.reason.vi : value))))

describe('a real OpenSSH', () => {
  let server: TestSshd
  beforeAll(async () => {
    server = await startTestSshd()
  })
  afterAll(() => server.stop())
  afterEach(async () => {
    for (const name of await server.names()) if (name !== 'da-doc') await server.remove(name)
    for (const name of await server.names('da-doc')) await server.remove(`da-doc/${name}`)
  })

  const settings = (more: object = {}) => ({
    url: server.url, username: server.username, auth: { kind: 'key', privateKey: server.privateKey }, hostKeys: [server.hostKey], folder: server.folder, columns, maxBytes: 100_000, ...more,
  })
  const pass = (more: object = {}, bookmark?: string) => sheetSftp.collect(SheetSftpConfig.parse(settings(more)), ioOf({ bookmark }))
  /** A first look, and the one that may read. */
  const twoLooks = async (more: object = {}) => pass(more, (await pass(more)).bookmark)

  it('reads a table once, at the second look at which it is unchanged, and keeps its bytes', async () => {
    const body = table('80001,5', '80002,7')
    await server.write('số liệu.csv', body)
    const first = await pass()
    expect(first).toMatchObject({ records: [], raw: [], unchanged: true })
    const second = await pass({}, first.bookmark)
    expect(second.records).toEqual([{ ma: '80001', so: 5 }, { ma: '80002', so: 7 }])
    expect(second.raw.map(({ body: kept, contentType }) => [Buffer.from(kept).toString(), contentType])).toEqual([[body, 'text/csv']])
    expect(decodeURI(second.raw[0]?.from ?? '')).toBe(`${server.url}${server.folder}/số liệu.csv`)
    expect(await sheetSftp.reopen?.(SheetSftpConfig.parse(settings()), second.raw)).toEqual(second.records)
    expect(await pass({}, second.bookmark)).toMatchObject({ records: [], raw: [], unchanged: true })
    expect(await server.names()).toEqual(['da-doc', 'số liệu.csv'])
  })

  it('does not read a file that grows between two looks', async () => {
    await server.write('a.csv', 'Mã,Số\n800', { mtime: 1_000 })
    const first = await pass()
    await server.write('a.csv', table('80001,5'), { mtime: 1_001 })
    const second = await pass({}, first.bookmark)
    expect(second.records).toEqual([])
    expect(shown(await pass({}, second.bookmark))).toEqual(['{"ma":"80001","so":5}'])
  })

  it('reads a file again that was laid down anew, and not one that was only touched', async () => {
    await server.write('a.csv', table('80001,5'), { mtime: 1_000 })
    const read = await twoLooks()
    await server.write('a.csv', table('80001,5'), { mtime: 2_000 })
    const touched = await pass({}, (await pass({}, read.bookmark)).bookmark)
    expect(touched).toMatchObject({ records: [], raw: [] })
    await server.write('a.csv', table('80001,6'), { mtime: 3_000 })
    expect(shown(await pass({}, (await pass({}, touched.bookmark)).bookmark))).toEqual(['{"ma":"80001","so":6}'])
  })

  it('waits for the marker where one was agreed on, and then at no second look', async () => {
    await server.write('a.csv', table('80001,5'))
    const more = { ready: 'marker' }
    const waiting = await twoLooks(more)
    expect(waiting.records).toEqual([])
    await server.write('a.csv.done', '')
    expect(shown(await pass(more, waiting.bookmark))).toEqual(['{"ma":"80001","so":5}'])
  })

  it('names a wrong file and its rows, and lets the good ones through', async () => {
    await server.write('1 hỏng.xlsx', 'không phải bảng', { mtime: 1_000 })
    await server.write('2 dòng sai.csv', table('80001,5', '80002,năm', '80003'), { mtime: 2_000 })
    await server.write('3 tốt.csv', table('80004,9'), { mtime: 3_000 })
    await server.write('4 đổi cột.csv', 'Mã,Số lượng\n80005,1\n', { mtime: 4_000 })
    const read = await twoLooks()
    expect(shown(read)).toEqual([
      expect.stringContaining('Tệp "1 hỏng.xlsx": '), '{"ma":"80001","so":5}', expect.stringMatching(/"ma":"80002","so":"Tệp \\"2 dòng sai\.csv\\", dòng 3, cột \\"Số\\": /),
      expect.stringContaining('Tệp "2 dòng sai.csv", dòng 4: '), '{"ma":"80004","so":9}', expect.stringContaining('Tệp "4 đổi cột.csv": Bảng thiếu cột "Số"'),
    ])
    expect(read.raw).toHaveLength(4)
    expect((await pass({}, read.bookmark)).records).toEqual([]) // told once
  })

  it('downloads nothing that is too large, and goes on', async () => {
    await server.write('1 lớn.csv', Buffer.alloc(200_000, 'a'), { mtime: 1_000 })
    await server.write('2.csv', table('80001,5'), { mtime: 2_000 })
    const read = await twoLooks()
    expect(shown(read)).toEqual([expect.stringContaining('Tệp "1 lớn.csv": lớn quá 97 KB'), '{"ma":"80001","so":5}'])
    expect(read.raw).toHaveLength(1)
  })

  it('reads a table of several pieces whole', async () => {
    const rows = Array.from({ length: 9_000 }, (_, n) => `${80_000 + n},${n}`)
    await server.write('nhiều.csv', table(...rows))
    const read = await twoLooks({ maxBytes: 10_000_000 })
    expect(read.records).toHaveLength(9_000)
    expect(read.records.at(-1)).toEqual({ ma: '88999', so: 8_999 })
  })

  it('follows no link out of the folder, and says so once', async () => {
    await server.link('passwd.csv', '/etc/passwd')
    await server.link('ra ngoài.csv', '../host')
    const read = await pass()
    expect(shown(read)).toEqual([expect.stringContaining('Tệp "passwd.csv": là liên kết'), expect.stringContaining('Tệp "ra ngoài.csv": là liên kết')])
    expect(read.raw).toEqual([])
    expect((await pass({}, read.bookmark)).records).toEqual([])
  })

  it('finds a name whether its marks are composed or not, and passes over what is none of ours', async () => {
    await server.write('Tổng đài ế.csv'.normalize('NFD'), table('80001,5'), { mtime: 1_000 })
    await server.write('Tổng đài ộ.CSV', table('80002,6'), { mtime: 2_000 })
    await server.write('khác.csv', table('1,1'))
    await server.write('Tổng đài.pdf', '%PDF')
    expect(shown(await twoLooks({ files: ['Tổng đài*.csv'] }))).toEqual(['{"ma":"80001","so":5}', '{"ma":"80002","so":6}'])
  })

  it('takes so many files in one pass, the oldest first, and the rest in the next', async () => {
    for (const n of [3, 1, 2]) await server.write(`${n}.csv`, table(`8000${n},${n}`), { mtime: n * 1_000 })
    const read = await twoLooks({ maxFiles: 2 })
    expect(shown(read)).toEqual(['{"ma":"80001","so":1}', '{"ma":"80002","so":2}'])
    expect(shown(await pass({ maxFiles: 2 }, read.bookmark))).toEqual(['{"ma":"80003","so":3}'])
  })

  it('moves a file away only in the pass after the one that read it, with its marker, and over none that lies there', async () => {
    const more = { ready: 'marker', moveTo: `${server.folder}/da-doc` }
    await server.write('da-doc/a.csv', 'cũ')
    await server.write('a.csv', table('80001,5'), { mtime: 1_000 })
    await server.write('a.csv.done', '')
    const read = await pass(more)
    expect(await server.names()).toEqual(['a.csv', 'a.csv.done', 'da-doc'])
    // What it held was not written down (the bookmark was not kept): it is read again.
    expect((await pass(more)).records).toHaveLength(1)
    expect(await pass(more, read.bookmark)).toMatchObject({ records: [], unchanged: true })
    expect(await server.names()).toEqual(['da-doc'])
    expect(await server.names('da-doc')).toEqual(['1000-a.csv', 'a.csv', 'a.csv.done'])
  })

  it('says once that a file cannot be moved, and reads on', async () => {
    const more = { moveTo: `${server.folder}/khong-co` }
    await server.write('a.csv', table('80001,5'))
    const read = await twoLooks(more)
    const refused = await pass(more, read.bookmark)
    expect(shown(refused)).toEqual([expect.stringContaining('không chuyển được sang')])
    expect(await pass(more, refused.bookmark)).toMatchObject({ records: [], unchanged: true })
  })

  it('tells each time of a file that the server keeps closed', async () => {
    await server.write('đóng.csv', table('80001,5'), { mode: 0o000 })
    const read = await twoLooks()
    // Root of a test machine is not who the server runs as.
    expect(shown(read)).toEqual(['Tệp "đóng.csv": máy chủ không cho đọc tệp này'])
    expect((await pass({}, read.bookmark)).records).toHaveLength(1)
  })

  it('probes in silence, and a missing folder with its name', async () => {
    await sheetSftp.probe(SheetSftpConfig.parse(settings()), ioOf())
    await expect(sheetSftp.probe(SheetSftpConfig.parse(settings({ folder: '/khong/co' })), ioOf())).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('/khong/co') as string })
  })

  it('gives nothing away to a server whose key is not the pinned one', async () => {
    const error = await failureOf(settings({ hostKeys: [NEVER], auth: { kind: 'password', password: SECRET } }))
    expect(error.kind).toBe('config')
    expect(error.message).toContain('khác khóa đã ghim')
    expect(error.message).toContain(server.hostKey)
  })

  it('takes any of several pinned keys, so that one can be changed without a gap', async () => {
    await sheetSftp.probe(SheetSftpConfig.parse(settings({ hostKeys: [NEVER, server.hostKey] })), ioOf())
  })

  it.each([
    ['another key', () => ({ auth: { kind: 'key', privateKey: OTHER_KEY } }), 'auth', 'không nhận khóa'], ['a password', () => ({ auth: { kind: 'password', password: SECRET } }), 'auth', 'không nhận mật khẩu'],
    ['another account', () => ({ username: 'nguoi-la' }), 'auth', '"nguoi-la"'], ['what is no key', () => ({ auth: { kind: 'key', privateKey: SECRET } }), 'config', 'auth.privateKey'],
  ])('is not let in with %s', async (_, more, kind, message) => {
    const error = await failureOf(settings(more()))
    expect(error).toMatchObject({ kind, message: expect.stringContaining(message) as string })
  })

  it('goes to no address that nobody allowed', async () => {
    expect((await failureOf(settings(), ioOf({ allow: [] }))).kind).toBe('config')
    expect((await failureOf(settings(), ioOf({ allow: ['10.0.0.0/8'] }))).kind).toBe('config')
  })

  it('stops at once when the pass is stopped', async () => {
    const stop = new AbortController()
    stop.abort()
    expect((await failureOf(settings(), ioOf({ signal: stop.signal }))).message).toContain('dừng giữa chừng')
  })
})

describe('a server that is none', () => {
  const open: { server: Server; lines: Set<Socket> }[] = []
  afterEach(async () => {
    for (const { server, lines } of open.splice(0)) {
      for (const line of lines) line.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  async function play(hello: (line: Socket) => void): Promise<{ settings: object; heard(): string }> {
    const lines = new Set<Socket>()
    let heard = ''
    const server = createServer((line) => {
      lines.add(line)
      line.on('error', () => undefined).on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
      hello(line)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ server, lines })
    const { port } = server.address() as AddressInfo // it listens on TCP
    return { settings: { url: `sftp://127.0.0.1:${port}`, username: 'ioc', auth: { kind: 'password', password: SECRET }, hostKeys: [NEVER], columns }, heard: () => heard }
  }

  it.each([
    ['speaks HTTP', (line: Socket) => void line.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /malformed|unreachable/], ['sends rubbish behind a good beginning', (line: Socket) => void line.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(5_000, 0xff)])), /malformed/],
    ['hangs up', (line: Socket) => void line.end(), /unreachable/], ['hangs up behind its name', (line: Socket) => void line.end('SSH-2.0-x\r\n'), /unreachable/],
  ])('that %s ends the pass and hears no password', async (_, hello, kind) => {
    const { settings, heard } = await play(hello)
    expect((await failureOf(settings)).kind).toMatch(kind)
    expect(heard()).not.toContain(SECRET)
  })

  it('that never ends its first line is left', async () => {
    const { settings } = await play((line) => {
      const more = () => line.write('a'.repeat(65_536), () => setImmediate(more))
      line.write('a')
      more()
    })
    expect((await failureOf(settings)).kind).toMatch(/malformed|unreachable/)
  })

  it('that says nothing is left with the pass', async () => {
    const { settings, heard } = await play(() => undefined)
    const stop = new AbortController()
    const failing = failureOf(settings, ioOf({ signal: stop.signal }))
    await expect.poll(heard).toContain('SSH-2.0')
    stop.abort()
    expect((await failing).kind).toBe('unreachable')
  })

  it('says unreachable where nothing listens', async () => {
    const { settings } = await play(() => undefined)
    const [{ server } = { server: undefined }] = open.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    expect((await failureOf(settings)).kind).toBe('unreachable')
  })
})

it('matches names as a person would', () => {
  const matches = (pattern: string, name: string) => createNameMatcher([pattern])(name)
  expect([matches('*.csv', 'a.CSV'), matches('*.csv', 'a.csv.tmp'), matches('bc-??.xlsx', 'bc-10.xlsx'), matches('bc-??.xlsx', 'bc-1.xlsx'), matches('a+b(1).csv', 'a+b(1).csv')]).toEqual([true, false, true, false, true])
})

it.each([
  [{ hostKeys: [] }], [{ hostKeys: ['MD5:aa'] }], [{ url: 'sftp://a:b@may' }], [{ url: 'sftp://may/thu-muc' }], [{ url: 'ftp://may' }], [{ files: ['../*.csv'] }], [{ files: ['*a*b*c*d*'] }], [{ auth: { kind: 'none' } }], [{ thua: 1 }],
])('refuses the settings %j', (more) => {
  const good = { url: 'sftp://may', username: 'ioc', auth: { kind: 'password', password: '' }, hostKeys: [NEVER], columns }
  expect(SheetSftpConfig.safeParse(good).success).toBe(true)
  expect(SheetSftpConfig.safeParse({ ...good, ...more }).success).toBe(false)
})
