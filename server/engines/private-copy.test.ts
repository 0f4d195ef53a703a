import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { readAptSources } from './apt-sources.ts'
import { NoCopyError, fetchPrivateCopy } from './private-copy.ts'
import { identifyProcess } from './process-identity.ts'
import { runTool } from './run-tool.ts'

/** Small, with a library of its own, and on no machine by chance. */
const HELLO = { name: 'hello', packages: ['hello'], binary: 'hello', proof: ['--version'], log: silentLog }
let folder: string
let cacheDir: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ioc-copy-'))
  cacheDir = path.join(folder, 'bộ nhớ đệm')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function writeTool(name: string, script: string): Promise<void> {
  await mkdir(path.join(folder, 'bin'), { recursive: true })
  await writeFile(path.join(folder, 'bin', name), `#!/bin/sh\n${script}\n`)
  await chmod(path.join(folder, 'bin', name), 0o755)
}

const toolsOnly = () => ({ PATH: path.join(folder, 'bin') })
const toolsFirst = () => ({ PATH: `${path.join(folder, 'bin')}:${process.env['PATH']}` })

test('fetches a program once, also for two that ask at the same time, and later runs it without a network', async () => {
  const environment = { ...process.env }
  const [first, second] = await Promise.all([fetchPrivateCopy({ ...HELLO, cacheDir, environment }), fetchPrivateCopy({ ...HELLO, cacheDir, environment })])
  expect(second).toEqual(first)
  const tool = { environment, extraEnv: first.env, signal: AbortSignal.timeout(5_000), withinMs: 5_000 }
  expect(await runTool(first.binary, ['--greeting=xin chào'], tool)).toBe('xin chào\n')
  expect(await readdir(cacheDir)).toHaveLength(1)

  await writeTool('apt-get', 'echo "E: no network" >&2; exit 100')
  expect(await fetchPrivateCopy({ ...HELLO, cacheDir, environment: toolsFirst() })).toMatchObject({ binary: first.binary })
})

test('says quickly what apt-get complained about when there is no network, and leaves nothing', async () => {
  await writeTool('apt-get', 'echo "E: Failed to fetch http://deb.example: could not resolve" >&2; exit 100')
  const asked = fetchPrivateCopy({ ...HELLO, cacheDir, environment: toolsFirst() })
  await expect(asked).rejects.toThrow(NoCopyError)
  await expect(asked).rejects.toThrow(/hello.*could not resolve/)
  expect(await readdir(cacheDir)).toEqual([])
})

test('says so when the machine has no apt-get', async () => {
  await writeTool('nothing', '')
  await expect(fetchPrivateCopy({ ...HELLO, cacheDir, environment: toolsOnly() })).rejects.toThrow(/apt-get.*not on this machine/)
})

test('stops waiting for apt-get when it is told to', async () => {
  await writeTool('apt-get', 'exec sleep 60')
  const leaving = new AbortController()
  const asked = fetchPrivateCopy({ ...HELLO, cacheDir, environment: toolsFirst(), signal: leaving.signal })
  leaving.abort(new Error('leaving'))
  await expect(asked).rejects.toThrow('leaving')
})

test('clears away what a killed fetch left, and is not held up by its lock', async () => {
  await mkdir(cacheDir, { mode: 0o700 })
  await mkdir(path.join(cacheDir, 'apt-999999999-1-abcdef/lists'), { recursive: true })
  const { describePlatform } = await import('./cache-folder.ts')
  const copy = path.join(cacheDir, `hello-${await describePlatform()}`)
  await mkdir(path.join(`${copy}.draft`, 'usr/bin'), { recursive: true })
  await writeFile(`${copy}.lock`, JSON.stringify({ ...identifyProcess(process.pid), start: 'an earlier boot/1', nonce: 'dead' }))
  // Half a copy: the program lies there, but the last step, its list of packages, never came.
  await mkdir(path.join(copy, 'usr/bin'), { recursive: true })
  await writeFile(path.join(copy, 'usr/bin/hello'), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  await writeTool('apt-get', 'case "$*" in *" -s "*) echo "Inst hello (1)";; *download*) touch hello.deb;; esac')
  await writeTool('dpkg-deb', 'mkdir -p "$3/usr/bin"; printf "#!/bin/sh\\necho whole\\n" > "$3/usr/bin/hello"; chmod 755 "$3/usr/bin/hello"')
  const { binary, env } = await fetchPrivateCopy({ ...HELLO, cacheDir, environment: toolsFirst() })
  expect(await runTool(binary, [], { environment: {}, extraEnv: env, signal: AbortSignal.timeout(5_000), withinMs: 5_000 })).toBe('whole\n')
  expect(await readdir(cacheDir)).toEqual([path.basename(copy)])
})

test("takes the machine's own program where that is wanted", async () => {
  await writeTool('hello', 'exit 0')
  expect(await fetchPrivateCopy({ ...HELLO, cacheDir, environment: toolsFirst(), preferPath: true })).toMatchObject({ binary: path.join(folder, 'bin/hello') })
})

test("asks the distribution's own archives only, in both forms apt knows", async () => {
  await mkdir(path.join(folder, 'sources.list.d'))
  await writeFile(path.join(folder, 'sources.list'), 'deb [arch=amd64] http://mirror.local/debian bookworm main # ours\ndeb-src http://mirror.local/debian bookworm main\n')
  await writeFile(path.join(folder, 'sources.list.d/docker.list'), 'deb https://download.docker.com/linux/debian bookworm stable\n')
  await writeFile(
    path.join(folder, 'sources.list.d/debian.sources'),
    'Types: deb deb-src\nURIs: http://mirror.local/debian-security\nSuites: bookworm-security\nComponents: main\n\nTypes: deb\nURIs: https://deb.nodesource.com/node_20.x\nSuites: nodistro\nComponents: main\n\n' +
      'Enabled: no\nTypes: deb\nURIs: http://mirror.local/debian\nSuites: sid\nComponents: main\n',
  )
  expect(await readAptSources(folder)).toEqual({
    lines: ['deb [arch=amd64 target=Packages lang=none] http://mirror.local/debian bookworm main'],
    paragraphs: ['Types: deb\nURIs: http://mirror.local/debian-security\nSuites: bookworm-security\nComponents: main\nTargets: Packages\nLanguages: none'],
  })
})
