import { createHash } from 'node:crypto'
import { chmod, chown, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { LONGEST_SOCKET_PATH, openPrivateFolder, userId } from './private-folder.ts'

/** Where PostgreSQL lives and as whom. It refuses to run as root; then `nobody` runs it, and no user is made. */
export interface PostgresHome {
  /** Holds the data and what it prints; closed to everybody else. */
  folder: string
  socketFolder: string
  runAs: { uid: number; gid: number } | undefined
  /** May the user it runs as read this folder? */
  isOpen(folder: string): Promise<boolean>
  /** Where programs may be copied to when the checkout is closed. */
  copyTo: string
}

/** Root's own place for what `nobody` must reach: a checkout or data folder of root is usually closed to it. */
const VAR_LIB = '/var/lib/ioc'
/** Its socket lies beside its data then, and must have a short path. */
const LONGEST_DATA_DIR = LONGEST_SOCKET_PATH - '/postgres/.s.PGSQL.5432.lock'.length

export async function openPostgresHome({ dataDir, cacheDir }: { dataDir: string; cacheDir: string }): Promise<PostgresHome> {
  const real = await realpath(dataDir)
  if (userId() !== 0) {
    const folder = path.join(real, 'postgres')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return { folder, socketFolder: await openPrivateFolder(folder), runAs: undefined, isOpen: () => Promise.resolve(true), copyTo: cacheDir }
  }
  const nobody = await idsOf('nobody')
  const isOpen = (folder: string) => mayEnter(folder, nobody)
  const folder = (await isOpen(real)) && Buffer.byteLength(real) <= LONGEST_DATA_DIR ? path.join(real, 'postgres') : path.join(VAR_LIB, createHash('sha256').update(real).digest('hex').slice(0, 12), 'postgres')
  await mkdir(folder, { recursive: true, mode: 0o755 })
  await chown(folder, nobody.uid, nobody.gid)
  await chmod(folder, 0o700)
  return { folder, socketFolder: folder, runAs: nobody, isOpen, copyTo: VAR_LIB }
}

interface Ids {
  uid: number
  gid: number
}

async function idsOf(name: string): Promise<Ids> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) }
}

/** Each folder on the way must let others pass; groups are not asked, so at worst we copy without need. */
async function mayEnter(folder: string, { uid }: Ids): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = await stat(at)
    const bits = found.uid === uid ? found.mode >> 6 : found.mode
    if ((bits & 0o5) !== 0o5 && !(at !== folder && (bits & 0o1) !== 0)) return false
    if (at === path.dirname(at)) return true
  }
}
