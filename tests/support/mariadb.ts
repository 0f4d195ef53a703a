import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mysql from 'mysql2/promise'
import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { fetchPrivateCopy, type Program, startEngine, type SupervisedEngine } from '../../server/engines/index.ts'
import { holdFreePort } from '../../server/engines/free-port.ts'
import { silentLog } from '../../server/log.ts'
import { TEST_CERTIFICATES } from './test-certificates.ts'

export interface TestMariadb {
  readonly port: number
  /** Runs statements as the administrator, one after the other. */
  run(script: string, database?: string): Promise<void>
  stop(): Promise<void>
}

/** A real MariaDB for one test file, out of Debian's packages. Fetches its program the first time; needs no root. */
export async function startTestMariadb(): Promise<TestMariadb> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ioc-test-mariadb-'))
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const program = await fetchPrivateCopy({ name: 'mariadb', packages: ['mariadb-server-core'], binary: 'mariadbd', cacheDir, environment, log: silentLog, proof: ['--no-defaults', '--version'] })
  const share = path.resolve(path.dirname(program.binary), '../share/mysql')
  const always = ['--no-defaults', `--datadir=${folder}/data`, `--lc-messages-dir=${share}`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])]
  await mkdir(path.join(folder, 'data'), { mode: 0o700 })
  await writeFile(path.join(folder, 'cert.pem'), TEST_CERTIFICATES.serverCert)
  await writeFile(path.join(folder, 'key.pem'), TEST_CERTIFICATES.serverKey, { mode: 0o600 })
  await makeTables(program, always, share)
  const held = await holdFreePort()
  await held.release()
  const engine: SupervisedEngine = await startEngine({
    name: 'mariadb', folder, ...program, restarts: false, readyWithinMs: 30_000, stopWithinMs: 15_000, probe: () => probe(held.port),
    args: [...always, `--port=${held.port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--socket=${folder}/s`, `--pid-file=${folder}/pid`, `--ssl-cert=${folder}/cert.pem`, `--ssl-key=${folder}/key.pem`],
  }, { clock: systemClock, log: silentLog })

  return {
    port: held.port,
    async run(script, database) {
      const connection = await mysql.createConnection({ socketPath: `${folder}/s`, user: 'root', multipleStatements: true, ...(database === undefined ? {} : { database }) })
      try {
        await connection.query(script)
      } finally {
        await connection.end()
      }
    },
    async stop() {
      await engine.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** What `mariadb-install-db` does, without the shell tools of other packages. */
async function makeTables(program: Program, always: string[], share: string): Promise<void> {
  const scripts = await Promise.all(['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql', 'fill_help_tables.sql'].map((name) => readFile(path.join(share, name), 'utf8').catch(() => '')))
  const child = spawn(program.binary, [...always, '--bootstrap', '--silent-startup', '--max_allowed_packet=8M', '--net_buffer_length=16K'], { env: program.env, stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(`create database mysql;\nuse mysql;\nset @auth_root_socket=null;\n${scripts.join('\n')}\n`)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`mariadbd --bootstrap ended with ${String(code)}: ${said.slice(-500)}`)
}

const probe = (port: number): Promise<'ready' | 'silent'> => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(1_000)
  const end = (answer: 'ready' | 'silent') => {
    socket.destroy()
    resolve(answer)
  }
  socket.once('data', () => end('ready')).once('error', () => end('silent')).once('timeout', () => end('silent'))
})
