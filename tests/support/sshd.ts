import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { readConfig } from '../../server/config.ts'
import { holdFreePort } from '../../server/engines/free-port.ts'
import { fetchPrivateCopy, type Program } from '../../server/engines/private-copy.ts'
import { silentLog } from '../../server/log.ts'

export interface TestSshd {
  url: string
  username: string
  /** Its account's; another one is not let in. */
  privateKey: string
  /** As `ssh-keygen -lf` says it, not as we would. */
  hostKey: string
  /** The folder its account reads, as the server names it, and as this machine does. */
  folder: string
  write(name: string, body: string | Buffer, options?: { mtime?: number; mode?: number }): Promise<void>
  link(name: string, to: string): Promise<void>
  move(from: string, to: string): Promise<void>
  remove(name: string): Promise<void>
  names(below?: string): Promise<string[]>
  stop(): Promise<void>
}

/** An account that every Debian has: as root sshd would ask for a user and a folder of its own, and `nobody` counts as locked. */
const DAEMON = 1

/** A real sshd (OpenSSH of Debian) on loopback for one test file. Fetches its program the first time; needs no root. */
export async function startTestSshd(): Promise<TestSshd> {
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const cached = await fetchPrivateCopy({ name: 'openssh', packages: ['openssh-server', 'openssh-client'], binary: 'sshd', cacheDir, environment, log: silentLog })
  const isRoot = process.getuid?.() === 0
  const home = await mkdtemp(path.join(tmpdir(), 'ioc-test-sshd-'))
  const folder = path.join(home, 'bao-cao')
  const program = isRoot ? await copyOut(cached, home) : cached
  const own = async (file: string) => (isRoot ? await chown(file, DAEMON, DAEMON) : undefined)
  await mkdir(path.join(folder, 'da-doc'), { recursive: true })
  const keygen = async (...args: string[]) => (await promisify(execFile)(path.join(path.dirname(program.binary), '../bin/ssh-keygen'), args, { env: program.env })).stdout
  for (const name of ['host', 'account']) await keygen('-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path.join(home, name))
  // Where names come from systemd `nobody` has a locked password, which keeps him out, his key or not, unless PAM is asked.
  const pam = !isRoot && userInfo().username === 'nobody' ? ['UsePAM yes'] : []
  const held = await holdFreePort()
  await writeFile(path.join(home, 'sshd_config'), [
    `ListenAddress 127.0.0.1:${held.port}`, `HostKey ${home}/host`, `AuthorizedKeysFile ${home}/account.pub`, `PidFile ${home}/pid`,
    'StrictModes no', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'Subsystem sftp internal-sftp', 'LogLevel VERBOSE', ...pam, '',
  ].join('\n'))
  for (const file of [home, folder, path.join(folder, 'da-doc'), ...['host', 'account.pub', 'sshd_config'].map((name) => path.join(home, name))]) await own(file)
  await held.release()
  const child = spawn(program.binary, ['-D', '-e', '-f', path.join(home, 'sshd_config')], { env: program.env, stdio: ['ignore', 'ignore', 'pipe'], ...(isRoot ? { uid: DAEMON, gid: DAEMON } : {}) })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said.push(chunk.toString())
      if (said.join('').includes('Server listening')) resolve()
    })
    child.once('error', reject).once('exit', () => reject(new Error(`sshd ended: ${said.join('').slice(-500)}`)))
  })
  const inFolder = (name: string) => path.join(folder, name)
  return {
    url: `sftp://127.0.0.1:${held.port}`, privateKey: await readFile(path.join(home, 'account'), 'utf8'), folder,
    username: isRoot ? 'daemon' : userInfo().username,
    hostKey: (await keygen('-lf', path.join(home, 'host.pub'))).split(' ')[1] ?? '',
    async write(name, body, { mtime, mode = 0o644 } = {}) {
      await writeFile(inFolder(name), body)
      await own(inFolder(name))
      await chmod(inFolder(name), mode)
      if (mtime !== undefined) await utimes(inFolder(name), mtime, mtime)
    },
    link: (name, to) => symlink(to, inFolder(name)),
    move: (from, to) => rename(inFolder(from), inFolder(to)),
    remove: (name) => rm(inFolder(name), { recursive: true, force: true }),
    names: async (below = '') => (await readdir(inFolder(below))).sort(),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The cache is in root's own folder, into which nobody else may look. */
async function copyOut({ binary, env }: Program, home: string): Promise<Program> {
  const from = path.resolve(path.dirname(binary), '../..')
  const to = path.join(home, 'program')
  await cp(from, to, { recursive: true, verbatimSymlinks: true })
  const moved = (text: string) => text.replaceAll(from, to)
  return { binary: moved(binary), env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, moved(value)])) }
}
