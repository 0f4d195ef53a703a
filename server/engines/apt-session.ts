import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readAptSources } from './apt-sources.ts'
import { identifyProcess } from './process-identity.ts'
import { type Environment, runTool } from './run-tool.ts'

const UPDATE_WITHIN_MS = 60_000
const RESOLVE_WITHIN_MS = 30_000
const DOWNLOAD_WITHIN_MS = 120_000

export interface AptDeps {
  cacheDir: string
  environment: Environment
}

export interface AptSession {
  /** Downloads these packages and the libraries they miss here into `folder`; answers the files' names. */
  download(packages: string[], folder: string, signal: AbortSignal): Promise<string[]>
  /** Removes its lists once nobody else uses them. */
  close(): Promise<void>
}

const shared = new Map<string, { session: AptSession; users: number }>()

/** Copies fetched at the same time share one session: the lists (9 MB, 1.5-3 s) are fetched once, the rest runs side by side. */
export function openAptSession(deps: AptDeps): AptSession {
  const entry = shared.get(deps.cacheDir) ?? { session: createAptSession(deps), users: 0 }
  shared.set(deps.cacheDir, entry)
  entry.users += 1
  return {
    download: entry.session.download,
    close: async () => {
      entry.users -= 1
      if (entry.users > 0) return
      shared.delete(deps.cacheDir)
      await entry.session.close()
    },
  }
}

/** apt-get with lists and caches of its own: no root, the machine's own lists untouched, signatures checked as always. */
function createAptSession(deps: AptDeps): AptSession {
  const folder = path.join(deps.cacheDir, `apt-${process.pid}-${startTicks(process.pid) ?? ''}-${randomBytes(3).toString('hex')}`)
  const options = aptOptions(folder)
  let opened: Promise<void> | undefined
  const apt = (args: string[], withinMs: number, signal: AbortSignal, cwd = folder) =>
    runTool('apt-get', [...options, ...args], { environment: deps.environment, signal, withinMs, cwd })

  async function open(signal: AbortSignal): Promise<void> {
    await removeLeftovers(deps.cacheDir)
    await prepare(folder)
    await apt(['update'], UPDATE_WITHIN_MS, signal)
  }

  return {
    download: async (packages, target, signal) => {
      opened ??= open(signal)
      await opened.catch((error: unknown) => {
        opened = undefined
        throw error
      })
      const plan = await apt(['-s', '--no-install-recommends', 'install', ...packages], RESOLVE_WITHIN_MS, signal)
      // Named ones always, even where dpkg says they are installed; of the rest only libraries: nothing is configured here.
      const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '').filter((name) => /^(lib|lua)/.test(name))
      await apt(['download', ...new Set([...packages, ...missing])], DOWNLOAD_WITHIN_MS, signal, target)
      return (await readdir(target)).filter((name) => name.endsWith('.deb'))
    },
    close: async () => {
      await opened?.catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function aptOptions(folder: string): string[] {
  const settings = [
    `Dir::State::lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    // Some images switch these off; with them resolving takes half the time.
    'Dir::Cache::pkgcache=pkgcache.bin',
    'Dir::Cache::srcpkgcache=srcpkgcache.bin',
    'Dir::Etc::sourcelist=/dev/null',
    `Dir::Etc::sourceparts=${folder}/sources`,
    'APT::Sandbox::User=',
    'APT::Update::Error-Mode=any',
    'Debug::NoLocking=1',
    'Acquire::Languages=none',
    'Acquire::Retries=1',
    'Acquire::http::Timeout=8',
    'Acquire::https::Timeout=8',
  ]
  return settings.flatMap((setting) => ['-o', setting])
}

async function prepare(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  for (const name of ['lists/partial', 'cache/archives/partial', 'sources']) await mkdir(path.join(folder, name), { recursive: true })
  const sources = await readAptSources()
  if (sources.lines.length + sources.paragraphs.length === 0) throw new Error('no Debian or Ubuntu archive is set up on this machine')
  await writeFile(path.join(folder, 'sources', 'distribution.list'), `${sources.lines.join('\n')}\n`)
  await writeFile(path.join(folder, 'sources', 'distribution.sources'), `${sources.paragraphs.join('\n\n')}\n`)
}

/** Lists of sessions that were killed: 20 MB each. */
async function removeLeftovers(cacheDir: string): Promise<void> {
  const names = await readdir(cacheDir).catch(() => [])
  for (const name of names) {
    const owner = /^apt-(\d+)-(\d*)-/.exec(name)
    if (owner !== null && startTicks(Number(owner[1])) !== owner[2]) await rm(path.join(cacheDir, name), { recursive: true, force: true })
  }
}

function startTicks(pid: number): string | undefined {
  return identifyProcess(pid)?.start.split('/').at(-1)
}
