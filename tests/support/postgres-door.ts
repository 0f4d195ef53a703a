import { writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import path from 'node:path'
import { TLSSocket } from 'node:tls'
import type { Db } from '../../server/db/index.ts'
import type { PostgresEngine } from '../../server/engines/index.ts'
import { TEST_CERTIFICATES } from './test-certificates.ts'

export interface PostgresDoor {
  readonly port: number
  close(): Promise<void>
}

/** SSLRequest of the protocol: length 8, code 80877103. */
const ASKS_FOR_TLS = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Our PostgreSQL listens on a unix socket only; a department's listens on TCP. With `tls` it speaks TLS as a server would. */
export async function openPostgresDoor({ connection }: Pick<PostgresEngine, 'connection'>, tls = false): Promise<PostgresDoor> {
  const sockets = new Set<Socket>()
  const pass = (outer: Socket | TLSSocket) => {
    const inner = connect(path.join(connection.host, `.s.PGSQL.${connection.port}`))
    for (const [one, other] of [[outer, inner], [inner, outer]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy()).pipe(other)
  }
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)))
    if (!tls) return pass(socket)
    socket.once('data', (first: Buffer) => {
      if (!first.equals(ASKS_FOR_TLS)) return socket.destroy()
      socket.write('S')
      return pass(new TLSSocket(socket, { isServer: true, cert: TEST_CERTIFICATES.serverCert, key: TEST_CERTIFICATES.serverKey }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port, // it listens on TCP
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** From here on everybody but the owner must show a password, as at a department. */
export async function askForPasswords(engine: PostgresEngine, db: Db): Promise<void> {
  await writeFile(path.join(engine.folder, 'data/pg_hba.conf'), 'local all ioc trust\nlocal all all scram-sha-256\n')
  await db.query('select pg_reload_conf()')
}
