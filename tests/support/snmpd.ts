import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createSocket } from 'node:dgram'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../../server/config.ts'
import { fetchPrivateCopy } from '../../server/engines/private-copy.ts'
import { silentLog } from '../../server/log.ts'

export interface TestSnmpd {
  url: string
  community: string
  user: { name: string; authKey: string; privKey: string }
  pid: number
  stop(): Promise<void>
}

/** A real snmpd (net-snmp of Debian) on loopback for one test file. Fetches its program the first time; needs no root. */
export async function startTestSnmpd(): Promise<TestSnmpd> {
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const program = await fetchPrivateCopy({ name: 'snmpd', packages: ['snmpd'], binary: 'snmpd', proof: ['-v'], preferPath: true, cacheDir, environment, log: silentLog })
  const folder = await mkdtemp(path.join(tmpdir(), 'ioc-test-snmpd-'))
  const port = await freeUdpPort()
  const user = { name: 'iocdoc', authKey: 'khoa-xac-thuc-1', privKey: 'khoa-ma-hoa-2' }
  const community = 'doc-thoi'
  await writeFile(path.join(folder, 'snmpd.conf'), [
    `agentaddress udp:127.0.0.1:${port}`,
    `rocommunity ${community} 127.0.0.1 .1.3.6.1.2.1`,
    `createUser ${user.name} SHA-256 "${user.authKey}" AES "${user.privKey}"`,
    `rouser ${user.name} authpriv .1.3.6.1.2.1`,
    'sysLocation Tây Ninh', 'sysContact trung tam', 'master no', '',
  ].join('\n'))
  const child = spawn(program.binary, ['-f', '-Lo', '-C', '-c', path.join(folder, 'snmpd.conf'), '-p', path.join(folder, 'pid')], {
    env: { ...program.env, SNMP_PERSISTENT_DIR: folder, MIBS: '' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said.push(chunk.toString())
      if (said.join('').includes('NET-SNMP version')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`snmpd ended: ${said.join('').slice(-500)}`)))
  })
  await ready
  return {
    url: `snmp://127.0.0.1:${port}`, community, user, pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGCONT')
        child.kill('SIGTERM')
        await gone
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(resolve))
  return port
}
