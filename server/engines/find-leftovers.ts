import { readdir, readlink, realpath } from 'node:fs/promises'
import path from 'node:path'
import { type ProcessIdentity, identifyProcess } from './process-identity.ts'

/**
 * Processes that run this program inside this folder: an engine is found even when its parent died in the instant between
 * starting it and noting it down. (Its arguments or environment would not tell: Redis writes its title over both.)
 */
export async function findLeftovers(binary: string, folder: string): Promise<ProcessIdentity[]> {
  const [program, inside] = await Promise.all([realpath(binary).catch(() => binary), realpath(folder)])
  const names = await readdir('/proc').catch(() => [])
  const found = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map(async (name) => {
      const [exe, cwd] = await Promise.all(['exe', 'cwd'].map((link) => readlink(`/proc/${name}/${link}`).catch(() => '')))
      const isOurs = exe?.replace(/ \(deleted\)$/, '') === program && `${cwd}${path.sep}`.startsWith(`${inside}${path.sep}`)
      return isOurs ? identifyProcess(Number(name)) : undefined
    }),
  )
  return found.filter((identity) => identity !== undefined)
}
