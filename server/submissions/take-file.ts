import { constants, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'

/** What tells one state of a file from another. */
export type Mark = Pick<Stats, 'ino' | 'size' | 'mtimeMs'>

export const isSameMark = (a: Mark | undefined, b: Mark | undefined): boolean => a !== undefined && b !== undefined && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs

export const markOf = ({ ino, size, mtimeMs }: Stats): Mark => ({ ino, size, mtimeMs })

/** The whole of a regular file, or undefined when it is none any more or somebody is still writing. No link is followed, no pipe waited for. */
export async function readStill(file: string, expected: Mark): Promise<Buffer | undefined> {
  // The name may have become a link since it was listed.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const before = await handle.stat()
    if (!before.isFile() || !isSameMark(markOf(before), expected)) return undefined
    const body = Buffer.alloc(expected.size)
    let read = 0
    while (read < body.length) {
      const { bytesRead } = await handle.read(body, read, body.length - read, read)
      if (bytesRead === 0) return undefined
      read += bytesRead
    }
    return isSameMark(markOf(await handle.stat()), expected) ? body : undefined
  } finally {
    await handle.close()
  }
}
