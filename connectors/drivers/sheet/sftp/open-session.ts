import { createHash } from 'node:crypto'
import ssh2, { type Attributes, type Entry, type SFTPWrapper } from 'ssh2'
import { type DriverIo, SourceError } from '#kit'
import { type SheetSftpConfig, targetOf } from './config.ts'
import { explainEnd } from './explain-end.ts'

const READ_BYTES = 32 * 1024
/** Questions on the way at once: one after the other, 10 MB over a slow line would take minutes. */
const AT_ONCE = 16

/** One login for one pass. Every question ends with the pass at the latest. */
export interface SftpSession {
  /** What lies in a folder; refused when that is more than `most`. */
  list(folder: string, most: number): Promise<Entry[]>
  /** Opens a file, hands it out, and closes it. */
  withFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T>
  rename(from: string, to: string): Promise<void>
  close(): void
}

export interface OpenFile {
  attributes(): Promise<Attributes>
  /** So many bytes from the beginning; fewer where the file ends. */
  bytes(count: number): Promise<Buffer>
}

/** Logs in over a line the guard has checked. Nothing is sent, no password either, before the server has shown a pinned key. */
export async function openSession(config: SheetSftpConfig, io: DriverIo): Promise<SftpSession> {
  const { host, port, name } = targetOf(config)
  if (io.connect === undefined) throw new SourceError('config', { vi: `${name}: ở đây không được mở đường nối SFTP`, en: `${name}: no SFTP line may be opened here` })
  const sock = await io.connect({ host, port })
  const client = new ssh2.Client()
  let shown: string | undefined
  let end: (error: SourceError) => void = () => undefined
  const ended = new Promise<never>((_, reject) => (end = reject))
  ended.catch(() => undefined) // told to whoever asks next
  const explain = (thrown: unknown) => explainEnd(thrown, { name, config, shown, aborted: io.signal.aborted })
  const leave = () => {
    end(new SourceError('unreachable', { vi: `${name}: lượt đọc bị dừng giữa chừng`, en: `${name}: the reading was stopped half-way` }))
    sock.destroy()
  }
  io.signal.addEventListener('abort', leave, { once: true })
  if (io.signal.aborted) leave()
  client.on('error', (error: Error) => end(explain(error))).on('close', () => end(explain(new Error('closed'))))
  const close = () => {
    io.signal.removeEventListener('abort', leave)
    client.end()
    sock.destroy()
  }
  const within = <T>(asked: Promise<T>): Promise<T> => Promise.race([asked, ended])
  try {
    const verify = (key: Buffer) => config.hostKeys.includes(shown = fingerprintOf(key))
    await within(new Promise<void>((resolve) => client.once('ready', resolve).connect({ sock, ...credentialsOf(config), hostVerifier: verify, readyTimeout: 0 })))
    const sftp = await within(asked<SFTPWrapper>((done) => client.sftp(done)))
    return { ...questions(sftp, (waiting) => within(waiting).catch((thrown: unknown) => { throw thrown instanceof SourceError ? thrown : explain(thrown) })), close }
  } catch (thrown) {
    close()
    throw thrown instanceof SourceError ? thrown : explain(thrown)
  }
}

/** As `ssh-keygen -lf` writes it. */
const fingerprintOf = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

function credentialsOf({ username, auth }: SheetSftpConfig) {
  return auth.kind === 'password'
    ? { username, password: auth.password, authHandler: ['none' as const, 'password' as const] }
    : { username, privateKey: auth.privateKey, ...(auth.passphrase === undefined ? {} : { passphrase: auth.passphrase }), authHandler: ['none' as const, 'publickey' as const] }
}

const asked = <T>(ask: (done: (error: Error | null | undefined, answer: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => ask((error, answer) => (error === null || error === undefined ? resolve(answer) : reject(error))))

const END_OF_LIST = 1
const isEnd = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === END_OF_LIST

function questions(sftp: SFTPWrapper, within: <T>(waiting: Promise<T>) => Promise<T>): Omit<SftpSession, 'close'> {
  const ask = <T>(question: Parameters<typeof asked<T>>[0]) => within(asked(question))
  /** The library would gather a folder of a million names before it hands out the first. */
  async function list(folder: string, most: number): Promise<Entry[]> {
    const handle = await ask<Buffer>((done) => sftp.opendir(folder, done))
    const found: Entry[] = []
    for (;;) {
      const some = await within(asked<Entry[]>((done) => sftp.readdir(handle, done)).catch((thrown: unknown) => {
        if (isEnd(thrown)) return []
        throw thrown
      }))
      found.push(...some)
      if (some.length === 0 || found.length > most) break
    }
    await ask<void>((done) => sftp.close(handle, done))
    if (found.length > most) throw new SourceError('config', { vi: `Thư mục "${folder}" có hơn ${most} mục; xin một thư mục riêng cho IOC`, en: `The folder "${folder}" has more than ${most} entries; ask for a folder of its own for the IOC` })
    return found
  }

  async function bytes(handle: Buffer, count: number): Promise<Buffer> {
    const whole = Buffer.alloc(count)
    for (let at = 0; at < count; at += READ_BYTES * AT_ONCE) {
      const starts = Array.from({ length: AT_ONCE }, (_, index) => at + index * READ_BYTES).filter((start) => start < count)
      const ends = await Promise.all(starts.map((start) => readPiece(handle, whole, { start, length: Math.min(READ_BYTES, count - start) })))
      const short = ends.findIndex((end, index) => end < Math.min((starts[index] ?? 0) + READ_BYTES, count))
      if (short >= 0) return whole.subarray(0, ends[short])
    }
    return whole
  }

  /** A server may answer with less than was asked for. Answers where reading ended. */
  async function readPiece(handle: Buffer, whole: Buffer, { start, length }: { start: number; length: number }): Promise<number> {
    let at = start
    while (at < start + length) {
      const got = await ask<number>((done) => sftp.read(handle, whole, at, start + length - at, at, done)).catch((thrown: unknown) => {
        if (thrown instanceof SourceError && isEnd(thrown.cause)) return 0
        throw thrown
      })
      if (got === 0) break
      at += got
    }
    return at
  }

  return {
    list,
    rename: (from, to) => ask<void>((done) => sftp.rename(from, to, done)),
    async withFile(path, use) {
      const handle = await ask<Buffer>((done) => sftp.open(path, 'r', done))
      try {
        return await use({ attributes: () => ask<Attributes>((done) => sftp.fstat(handle, done)), bytes: (count) => bytes(handle, count) })
      } finally {
        sftp.close(handle, () => undefined)
      }
    },
  }
}
