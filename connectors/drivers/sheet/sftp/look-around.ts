import type { Entry } from 'ssh2'
import { SourceError } from '#kit'
import { type SheetSftpConfig, targetOf } from './config.ts'
import { createNameMatcher } from './match-name.ts'
import type { SftpSession } from './open-session.ts'

const MOST_ENTRIES = 10_000
/** Each is remembered in the bookmark. */
const MOST_FILES = 1_000
const KIND = 0o170000
const REGULAR = 0o100000
const MARKER = '.done'

/** A file the settings ask for. `isLink`: it leads elsewhere; `isMarked`: its `.done` lies beside it. */
export interface Found {
  entry: Entry
  isLink: boolean
  isMarked: boolean
}

export interface Look {
  /** Oldest first. */
  files: Found[]
}

/** What lies in the folder now. Links are told apart: where one leads is not ours to read. */
export async function lookAround(session: SftpSession, config: SheetSftpConfig): Promise<Look> {
  const entries = await session.list(config.folder, MOST_ENTRIES)
  const isWanted = createNameMatcher(config.files)
  const names = new Set(entries.map(({ filename }) => filename))
  const files = entries
    // A name with a path in it is not of this folder, whatever the server says.
    .filter(({ filename }) => !/[/\\\0]/.test(filename) && !filename.endsWith(MARKER) && isWanted(filename))
    .map((entry) => ({ entry, isLink: isLink(entry), isMarked: names.has(markerOf(entry.filename)) }))
    .filter(({ entry, isLink: leadsAway }) => leadsAway || isFile(entry))
    .sort((a, b) => a.entry.attrs.mtime - b.entry.attrs.mtime || (a.entry.filename < b.entry.filename ? -1 : 1))
  if (files.length > MOST_FILES) throw new SourceError('config', { vi: `${targetOf(config).name}: thư mục "${config.folder}" có hơn ${MOST_FILES} tệp khớp tên; dọn bớt, hoặc đặt "moveTo"`, en: `${targetOf(config).name}: the folder "${config.folder}" has more than ${MOST_FILES} files that match; tidy up, or set "moveTo"` })
  return { files }
}

export const markerOf = (filename: string): string => `${filename}${MARKER}`

/** A server that tells no kind (some on Windows) still writes it into its line of text. */
function kindOf({ attrs, longname }: Entry): 'file' | 'link' | 'other' {
  const kind = (attrs.mode ?? 0) & KIND
  if (kind !== 0) return kind === REGULAR ? 'file' : kind === 0o120000 ? 'link' : 'other'
  return longname.startsWith('l') ? 'link' : longname.startsWith('d') ? 'other' : 'file'
}
const isLink = (entry: Entry): boolean => kindOf(entry) === 'link'
const isFile = (entry: Entry): boolean => kindOf(entry) === 'file'
