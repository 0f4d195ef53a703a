import { lstat, mkdir, readFile, access } from 'node:fs/promises'
import { constants } from 'node:fs'
import path from 'node:path'
import { openPrivateFolder, userId } from './private-folder.ts'

/** The wanted cache folder, or a private temporary one where it cannot be used. */
export async function openCacheFolder(wanted: string): Promise<string> {
  return (await isUsable(wanted)) ? wanted : await openPrivateFolder('cache')
}

/** We run programs from it: nobody else may be able to put one there. A colon would cut LD_LIBRARY_PATH in two. */
async function isUsable(folder: string): Promise<boolean> {
  if (/[:;]/.test(folder)) return false
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
    const found = await lstat(folder)
    return found.isDirectory() && found.uid === userId() && (found.mode & 0o002) === 0
  } catch {
    return false
  }
}

/** Copies made for another release or another processor would not run: `debian12-x64`. */
export async function describePlatform(releaseFile = '/etc/os-release'): Promise<string> {
  const text = await readFile(releaseFile, 'utf8').catch(() => '')
  const field = (name: string) => new RegExp(`^${name}="?([\\w.-]*)`, 'm').exec(text)?.[1] ?? ''
  return `${field('ID')}${field('VERSION_ID')}-${process.arch}`
}

export function copyFolder(cacheDir: string, name: string, platform: string): string {
  return path.join(cacheDir, `${name}-${platform}`)
}
