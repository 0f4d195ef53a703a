import { createGuardedConnect, type PollDriver, type System } from '#kit'
import { startSftpDoor } from '../../fixtures/departments/sftp-door.ts'
import { collectTwice } from './collect-twice.ts'
import type { Recorded } from './play-case.ts'

/** Where and as whom a table is fetched by SFTP. */
export const sftpAccess = (access: { url: string; username: string; password: string; hostKey: string }) => ({
  url: access.url, username: access.username, auth: { kind: 'password', password: access.password }, hostKeys: [access.hostKey], folder: '/bao-cao', ready: 'marker',
})
export const NO_SFTP = sftpAccess({ url: 'sftp://so-nganh.example', username: 'ioc', password: '', hostKey: `SHA256:${'A'.repeat(43)}` })

/** Lays the recorded tables on a real SFTP server, each with its marker, and fetches them as the system does. */
export async function fetchTables(system: System, driver: PollDriver<unknown>, recorded: readonly Recorded[], now: number): Promise<unknown[]> {
  const files = recorded.flatMap(({ file, body }) => [{ name: file, body, changedAt: now }, { name: `${file}.done`, body: new Uint8Array(), changedAt: now }])
  const { stop, ...access } = await startSftpDoor({ folder: '/bao-cao', files: () => files })
  const { signal } = new AbortController()
  const io = { fetch: () => Promise.reject(new Error('no HTTP here')), connect: createGuardedConnect({ allow: ['127.0.0.0/8'], timeoutMs: 10_000, signal }), signal, now: () => now, bookmark: undefined }
  try {
    return (await collectTwice(driver, driver.config.parse({ ...system.config, ...sftpAccess(access), files: ['answer*'] }), io)).records
  } finally {
    await stop()
  }
}
