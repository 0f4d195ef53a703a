import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import path from 'node:path'

/** The first of these programs, in their order, that a PATH like this one offers. */
export async function findOnPath(names: string[], searchPath: string | undefined): Promise<string | undefined> {
  // An empty or relative part would mean the current folder: never run what happens to lie there.
  const folders = (searchPath ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name)
      if (await isProgram(file)) return file
    }
  }
  return undefined
}

export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
