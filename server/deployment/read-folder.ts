import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Fault, faultAt } from './fault.ts'
import { QUALITY_FILE } from './read-quality.ts'
import { SETTINGS_FILE } from './read-settings.ts'
import { PICTURES_FILE } from './read-pictures.ts'
import { BRIEFING_FILE, WALLS_FILE } from './read-screens.ts'
import { AGENCIES, COMPARISONS, CURVES, FORMULAS, INDICATORS, LEGAL_BASES, LOCALITIES, PACES, PERIODS, SITES, SUCCESSIONS, TARGETS } from './tables.ts'

const NEEDED = [SETTINGS_FILE, INDICATORS.file, AGENCIES.file, LOCALITIES.file, WALLS_FILE]
const OPTIONAL = [SITES.file, TARGETS.file, FORMULAS.file, CURVES.file, PERIODS.file, LEGAL_BASES.file, PACES.file, COMPARISONS.file, SUCCESSIONS.file, QUALITY_FILE, PICTURES_FILE, BRIEFING_FILE]
const FOLDERS = { sources: /^[^.~].*\.ya?ml$/, scenes: /^[^.~].*\.ya?ml$/, diagrams: /^[^.~].*\.svg$/ }

export interface FolderText {
  /** Text by path within the folder, names and letters composed (NFC): typed on a Mac or in Excel, they are the same. */
  texts: Map<string, string>
  /** Changes when any byte of them does. */
  version: string
}

/** The files of a deployment that are read, by path within its folder, in order. */
async function listFiles(folder: string): Promise<string[]> {
  const inside = await Promise.all(Object.entries(FOLDERS).map(async ([name, form]) => {
    const found = await readdir(path.join(folder, name)).catch(() => [])
    return found.filter((file) => form.test(file)).map((file) => `${name}/${file}`)
  }))
  return [...NEEDED, ...OPTIONAL, ...inside.flat()].sort()
}

/** All at once, in their order. */
async function readFiles(folder: string): Promise<{ file: string; bytes: Buffer | NodeJS.ErrnoException }[]> {
  const files = await listFiles(folder)
  return Promise.all(files.map(async (file) => ({ file, bytes: await readFile(path.join(folder, file)).catch((thrown: NodeJS.ErrnoException) => thrown) })))
}

export async function readFolder(folder: string, faults: Fault[]): Promise<FolderText> {
  const texts = new Map<string, string>()
  const hash = createHash('sha256')
  for (const { file, bytes } of await readFiles(folder)) {
    if (bytes instanceof Error) {
      if (OPTIONAL.includes(file) && bytes.code === 'ENOENT') continue
      faults.push(faultAt({ file, line: 1, column: 1 }, { vi: bytes.code === 'ENOENT' ? 'không có tệp này' : `không đọc được tệp (${bytes.code})`, en: bytes.code === 'ENOENT' ? 'the file is missing' : `cannot be read (${bytes.code})` }))
      continue
    }
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
    const text = decode(bytes)
    if (text === undefined) faults.push(faultAt({ file, line: 1, column: 1 }, { vi: 'tệp không phải UTF-8; trong Excel hãy lưu dạng "CSV UTF-8"', en: 'not UTF-8; in Excel save as "CSV UTF-8"' }))
    else texts.set(file, text)
  }
  return { texts, version: hash.digest('hex') }
}

/** Of the files as they lie there now. */
export const versionOf = async (folder: string): Promise<string> => (await readFolder(folder, [])).version

/** What `stat` says of all files: changes when one is edited, added or removed, and costs no reading. */
export async function fingerprintFolder(folder: string): Promise<string> {
  const facts = await Promise.all((await listFiles(folder)).map(async (file) => {
    const found = await stat(path.join(folder, file)).catch(() => undefined)
    return found === undefined ? `${file} -` : `${file} ${found.mtimeMs} ${found.size} ${found.ino}`
  }))
  return facts.join('\n')
}

/** The decoder takes the byte order mark away. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC')
  } catch {
    return undefined
  }
}
