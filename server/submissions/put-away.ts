import { lstat, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isSameMark, type Mark, markOf } from './take-file.ts'

/** File systems take 255 bytes; a note adds `.txt`, and a name taken before a number. */
const NAME_BYTES = 200

/**
 * Moves a file that was dealt with into a folder beside it, under its own name or the next one free. False when somebody has put
 * another file in its place meanwhile: that one stays, to be dealt with.
 */
export async function putAway(file: string, { into, seen, note }: { into: string; seen: Mark; note?: string }): Promise<boolean> {
  if (!isSameMark(markOf(await lstat(file)), seen)) return false
  const target = await freeName(into, path.basename(file))
  if (note !== undefined) await writeFile(`${target}.txt`, `${note}\n`, { mode: 0o660, flag: 'wx' })
  await rename(file, target)
  return true
}

async function freeName(folder: string, name: string): Promise<string> {
  const extension = path.extname(name)
  const stem = cut(path.basename(name, extension), NAME_BYTES - Buffer.byteLength(extension))
  for (let number = 1; ; number += 1) {
    const target = path.join(folder, `${stem}${number === 1 ? '' : ` (${number})`}${extension}`)
    if (!(await isThere(target)) && !(await isThere(`${target}.txt`))) return target
  }
}

const isThere = (file: string): Promise<boolean> => lstat(file).then(() => true, () => false)

function cut(text: string, bytes: number): string {
  let kept = ''
  for (const letter of text) {
    if (Buffer.byteLength(kept + letter) > Math.max(bytes, 20)) break
    kept += letter
  }
  return kept
}
