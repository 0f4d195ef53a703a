import { createHash } from 'node:crypto'
import { lstat, mkdir, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { StartError } from '../errors.ts'

/** sockaddr_un on Linux: 108 bytes with the closing zero. */
export const LONGEST_SOCKET_PATH = 107
const LONGEST_NAME_IN_IT = 32
const TRIES = 4

/** A folder only we may enter, always the same for the same purpose, with a path short enough for a unix socket. */
export async function openPrivateFolder(purpose: string): Promise<string> {
  const bases = [...new Set([tmpdir(), '/tmp'])].filter((base) => Buffer.byteLength(base) + 40 + LONGEST_NAME_IN_IT <= LONGEST_SOCKET_PATH)
  const name = `ioc-${userId()}-${createHash('sha256').update(purpose).digest('hex').slice(0, 12)}`
  for (const base of bases) {
    // Anybody may have made a folder of this name in a shared /tmp: then the next name, not theirs.
    for (let turn = 0; turn < TRIES; turn += 1) {
      const folder = path.join(base, turn === 0 ? name : `${name}-${turn}`)
      if (await isOursAlone(folder)) return folder
    }
  }
  throw new StartError(`Không tạo được thư mục tạm riêng cho ổ cắm Unix / cannot make a private temporary folder for unix sockets (${bases.join(', ')})`)
}

/** The same folder reached by two names is one folder. */
export async function openSocketFolder(dataFolder: string): Promise<string> {
  return await openPrivateFolder(await realpath(dataFolder))
}

async function isOursAlone(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
  }
  const found = await lstat(folder)
  return found.isDirectory() && found.uid === userId() && (found.mode & 0o077) === 0
}

export function userId(): number {
  return process.getuid?.() ?? 0
}
