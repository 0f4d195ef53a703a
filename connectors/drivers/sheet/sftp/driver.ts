import { definePollDriver, type RawPart, type RawRecord } from '#kit'
import { SheetSftpConfig } from './config.ts'
import { type Found, lookAround } from './look-around.ts'
import { moveRead } from './move-read.ts'
import { openSession, type SftpSession } from './open-session.ts'
import { closeBook, type FileBook, isSameMark, type Known, markOf, openBook } from './remember-files.ts'
import { nameOfPart, partOf, readTable, refuseFile, takeFile } from './take-file.ts'

/** Reads tables that a department lays down on its own SFTP server, each once. */
export const sheetSftp = definePollDriver<SheetSftpConfig>({
  protocol: 'sheet-sftp',
  config: SheetSftpConfig,
  async probe(config, io) {
    const session = await openSession(config, io)
    try {
      await lookAround(session, config)
    } finally {
      session.close()
    }
  },
  async collect(config, io) {
    const before = openBook(io.bookmark)
    const session = await openSession(config, io)
    try {
      const look = await lookAround(session, config)
      const { moved, refused } = await moveRead(session, look, { config, book: before })
      const files = look.files.filter(({ entry }) => !moved.has(entry.filename))
      const { records, raw, book } = await takeReady(session, files, { config, before })
      const all = [...refused, ...records]
      return { records: all, raw, bookmark: closeBook(book), ...(all.length === 0 ? { unchanged: true } : {}) }
    } finally {
      session.close()
    }
  },
  reopen: async (config, parts) => (await Promise.all(parts.map((part) => readTable(part.body, nameOfPart(part), config)))).flat(),
})

/** Of one pass, all files together; the rest follows in the next. */
const MOST_BYTES = 40 * 1024 * 1024

interface Reading {
  config: SheetSftpConfig
  before: FileBook
}

async function takeReady(session: SftpSession, files: readonly Found[], { config, before }: Reading): Promise<{ records: RawRecord[]; raw: RawPart[]; book: FileBook }> {
  const records: RawRecord[] = []
  const raw: RawPart[] = []
  const book: FileBook = new Map()
  let taken = 0
  let bytes = 0
  for (const found of files) {
    const { filename, attrs } = found.entry
    const known = before.get(filename)
    book.set(filename, { ...known, seen: markOf(attrs) })
    if (isSameMark(known?.read, attrs) || !isReady(found, known, config)) continue
    if (taken >= config.maxFiles || (taken > 0 && bytes + attrs.size > MOST_BYTES)) continue
    taken += 1
    bytes += attrs.size
    const { hash, records: told, part } = await readOne(session, found, { config, known })
    records.push(...told)
    if (part !== undefined) raw.push(part)
    if (hash !== undefined) book.set(filename, { seen: markOf(attrs), read: { ...markOf(attrs), hash } })
  }
  return { records, raw, book }
}

/** A link is never read, so nothing need be waited for. */
const isReady = ({ entry, isLink, isMarked }: Found, known: Known | undefined, { ready }: SheetSftpConfig): boolean =>
  isLink || (ready === 'marker' ? isMarked : isSameMark(known?.seen, entry.attrs))

interface One {
  records: RawRecord[]
  part?: RawPart
  /** Absent: it is looked at again next time. */
  hash?: string
}

async function readOne(session: SftpSession, { entry, isLink }: Found, { config, known }: { config: SheetSftpConfig; known: Known | undefined }): Promise<One> {
  const { filename, attrs } = entry
  if (isLink) return { hash: 'link', records: [refuseFile(filename, { vi: 'là liên kết tới nơi khác nên không được đọc; hãy đặt chính tệp vào thư mục', en: 'is a link to another place, so it is not read; put the file itself into the folder' })] }
  if (attrs.size > config.maxBytes) return { hash: 'large', records: [refuseFile(filename, { vi: `lớn quá ${Math.floor(config.maxBytes / 1024)} KB nên không được tải về; hãy chia nhỏ`, en: `is larger than ${Math.floor(config.maxBytes / 1024)} KB, so it is not fetched; split it` })] }
  const file = await takeFile(session, entry, config)
  if (file.kind === 'not-now') return { records: [] }
  if (file.kind === 'closed') return { records: [refuseFile(filename, file.reason)] }
  // Laid down once more with the same bytes: nothing new is said.
  if (known?.read?.hash === file.hash) return { hash: file.hash, records: [] }
  return { hash: file.hash, part: partOf(file.body, filename, config), records: await readTable(file.body, filename, config) }
}
