import { type RawRecord, SourceError } from '#kit'
import type { SheetSftpConfig } from './config.ts'
import { type Look, markerOf } from './look-around.ts'
import type { SftpSession } from './open-session.ts'
import { type FileBook, isSameMark } from './remember-files.ts'
import { pathIn, refuseFile } from './take-file.ts'

interface Moved {
  moved: ReadonlySet<string>
  refused: RawRecord[]
}

/**
 * Moves away what an earlier pass read. Never in the pass that read it: the bookmark it is known by is only there once what the
 * file held was written down, so that nothing is taken away that could still be lost.
 */
export async function moveRead(session: SftpSession, { files }: Look, { config, book }: { config: SheetSftpConfig; book: FileBook }): Promise<Moved> {
  const { moveTo } = config
  const moved = new Set<string>()
  const refused: RawRecord[] = []
  if (moveTo === undefined) return { moved, refused }
  for (const { entry, isLink, isMarked } of files) {
    const known = book.get(entry.filename)
    if (isLink || known?.read === undefined || known.stays === true || !isSameMark(known.read, entry.attrs)) continue
    if (await moveOne(session, config, { filename: entry.filename, moveTo, stamp: entry.attrs.mtime, isMarked })) moved.add(entry.filename)
    else {
      book.set(entry.filename, { ...known, stays: true })
      refused.push(refuseFile(entry.filename, { vi: `đã đọc xong nhưng không chuyển được sang "${moveTo}"; kiểm tra thư mục và quyền ghi`, en: `read, but could not be moved to "${moveTo}"; check the folder and the right to write` }))
    }
  }
  return { moved, refused }
}

interface Move {
  filename: string
  moveTo: string
  /** Makes another name of one that is taken there. */
  stamp: number
  isMarked: boolean
}

async function moveOne(session: SftpSession, { folder }: SheetSftpConfig, { filename, moveTo, stamp, isMarked }: Move): Promise<boolean> {
  const from = pathIn(folder, filename)
  const isMoved = (await tryRename(session, from, pathIn(moveTo, filename))) || (await tryRename(session, from, pathIn(moveTo, `${stamp}-${filename}`)))
  if (isMoved && isMarked) await tryRename(session, markerOf(from), pathIn(moveTo, markerOf(filename)))
  return isMoved
}

/** False where the server says no; a cut line ends the pass. */
async function tryRename(session: SftpSession, from: string, to: string): Promise<boolean> {
  try {
    await session.rename(from, to)
    return true
  } catch (thrown) {
    if (thrown instanceof SourceError && thrown.cause instanceof Error && 'code' in thrown.cause && typeof thrown.cause.code === 'number') return false
    throw thrown
  }
}
