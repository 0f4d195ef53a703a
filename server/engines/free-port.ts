import { type AddressInfo, createServer } from 'node:net'

export interface HeldPort {
  port: number
  /** The port is free for somebody else afterwards. */
  release(): Promise<void>
}

/** A free port of the loopback, kept from others until its user is ready to listen on it. Who calls meanwhile is hung up on. */
export async function holdFreePort(): Promise<HeldPort> {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // listening on TCP, so it is never a text or null
  return {
    port,
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
