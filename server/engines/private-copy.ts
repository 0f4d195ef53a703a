import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '../log.ts'
import { openAptSession } from './apt-session.ts'
import { copyFolder, describePlatform, openCacheFolder } from './cache-folder.ts'
import { findOnPath } from './find-on-path.ts'
import { waitForLock } from './lock.ts'
import { type Environment, plainEnvironment, runTool, toolEnvironment } from './run-tool.ts'

const UNPACK_WITHIN_MS = 60_000
const PROVE_WITHIN_MS = 20_000
const FETCH_WITHIN_MS = 240_000
const PROGRAM_FOLDERS = ['usr/bin', 'usr/sbin', 'bin', 'sbin']

export interface CopyRequest {
  /** Names the folder in the cache. */
  name: string
  packages: string[]
  /** The program's name: `redis-server`. */
  binary: string
  /** Arguments with which it shows that it runs here, ending with 0: `--version`. */
  proof?: string[]
  /** Takes the machine's own program where there is one. */
  preferPath?: boolean
  cacheDir: string
  log: Log
  environment?: Environment
  signal?: AbortSignal
}

export interface Program {
  binary: string
  env: Record<string, string>
}

/** Nobody's fault and nothing broken: on this machine the copy cannot be had now. */
export class NoCopyError extends Error {
  override readonly name = 'NoCopyError'
}

interface Wanted extends CopyRequest {
  folder: string
  environment: Environment
  signal: AbortSignal
}

/**
 * A server program out of Debian's own packages, unpacked beside the machine's instead of installed: needs no root and
 * changes nothing. The first time it is fetched (about 3 s), afterwards the cached copy runs without a network.
 */
export async function fetchPrivateCopy(request: CopyRequest): Promise<Program> {
  const environment = request.environment ?? {}
  if (request.preferPath === true) {
    const binary = await findOnPath([request.binary], toolEnvironment(environment)['PATH'])
    if (binary !== undefined) return { binary, env: plainEnvironment(environment) }
  }
  const cacheDir = await openCacheFolder(request.cacheDir)
  const folder = copyFolder(cacheDir, request.name, await describePlatform())
  const signal = AbortSignal.any([AbortSignal.timeout(FETCH_WITHIN_MS), ...(request.signal === undefined ? [] : [request.signal])])
  const wanted: Wanted = { ...request, cacheDir, folder, environment, signal }
  try {
    const cached = await findCopy(wanted)
    if (cached !== undefined) return cached
    const lock = await waitForLock(`${folder}.lock`, signal)
    try {
      // Another start may have fetched it while we waited.
      return (await findCopy(wanted)) ?? (await fetchCopy(wanted))
    } finally {
      await lock.release()
    }
  } catch (error) {
    // Told to leave: that says nothing about the copy.
    request.signal?.throwIfAborted()
    throw new NoCopyError(`${request.name}: không lấy được gói Debian / cannot fetch Debian packages (${request.packages.join(', ')}): ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

async function fetchCopy(wanted: Wanted): Promise<Program> {
  const { folder, environment, signal } = wanted
  const apt = openAptSession(wanted)
  // We hold the lock, so what lies here was left by a start that was killed.
  const draft = `${folder}.draft`
  const downloads = `${folder}.debs`
  try {
    for (const made of [draft, downloads]) {
      await rm(made, { recursive: true, force: true })
      await mkdir(made, { recursive: true, mode: 0o700 })
    }
    wanted.log.info({ copy: wanted.name, packages: wanted.packages }, 'fetching a private copy')
    const files = await apt.download(wanted.packages, downloads, signal)
    const tool = { environment, signal, withinMs: UNPACK_WITHIN_MS }
    for (const file of files) await runTool('dpkg-deb', ['-x', path.join(downloads, file), draft], tool)
    await writeFile(path.join(draft, 'copy.json'), JSON.stringify({ files, fetchedAt: Date.now() }))
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  } finally {
    await Promise.all([draft, downloads].map((made) => rm(made, { recursive: true, force: true })))
    await apt.close()
  }
  const fetched = await findCopy(wanted)
  if (fetched === undefined) throw new Error('the fetched program does not run on this machine')
  return fetched
}

/** The copy if it is whole and really runs; an upgrade of the machine may have taken a library away from it. */
async function findCopy({ folder, environment, signal, log, ...wanted }: Wanted): Promise<Program | undefined> {
  const manifest = await readFile(path.join(folder, 'copy.json'), 'utf8').catch(() => undefined)
  const binary = await findOnPath([wanted.binary], PROGRAM_FOLDERS.map((name) => path.join(folder, name)).join(':'))
  if (manifest === undefined || binary === undefined) return undefined
  const env = { ...plainEnvironment(environment), ...(await libraryEnvironment(folder)) }
  if (wanted.proof === undefined) return { binary, env }
  try {
    await runTool(binary, wanted.proof, { environment, extraEnv: env, signal, withinMs: PROVE_WITHIN_MS })
    return { binary, env }
  } catch (error) {
    signal.throwIfAborted()
    log.warn({ copy: wanted.name, err: error }, 'the private copy does not run')
    return undefined
  }
}

async function libraryEnvironment(folder: string): Promise<Record<string, string>> {
  const found: string[] = []
  for (const base of ['usr/lib', 'lib']) {
    const names = await readdir(path.join(folder, base)).catch(() => [])
    found.push(...names.filter((name) => name.includes('linux-gnu')).map((name) => path.join(folder, base, name)))
  }
  return found.length === 0 ? {} : { LD_LIBRARY_PATH: found.join(':') }
}
