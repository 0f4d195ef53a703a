import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A bad network between screens and a server: connections can be cut, stalled, and let through late and in another order. */
export interface ShakyLine {
  url: string
  open(): number
  /** Cuts one connection without a goodbye. */
  cut(which: number): void
  /** One screen stops reading: nothing is taken from the server for it. */
  stall(which: number): void
  /** New connections wait. */
  hold(): void
  /** Those that wait are let through, `turn` decides in which order; stalled ones read again. */
  flow(turn: number): void
  close(): Promise<void>
}

interface Pair {
  near: Socket
  far: Socket
}

export async function startShakyLine(target: string): Promise<ShakyLine> {
  const { hostname, port } = new URL(target)
  const pairs: Pair[] = []
  const waiting: Socket[] = []
  const all = new Set<Socket>()
  let isHolding = false

  const keep = (socket: Socket): Socket => {
    all.add(socket)
    socket.on('error', () => undefined).on('close', () => all.delete(socket))
    return socket
  }
  function join(near: Socket): void {
    if (near.destroyed) return
    const pair: Pair = { near, far: keep(connect(Number(port), hostname)) }
    pairs.push(pair)
    const end = () => {
      near.destroy()
      pair.far.destroy()
      const index = pairs.indexOf(pair)
      if (index >= 0) pairs.splice(index, 1)
    }
    near.on('close', end)
    pair.far.on('close', end).on('data', (chunk: Buffer) => void near.write(chunk))
    near.on('data', (chunk: Buffer) => void pair.far.write(chunk))
  }
  const pick = (which: number): Pair | undefined => pairs[which % Math.max(1, pairs.length)]

  const server = createServer((near) => {
    if (isHolding) waiting.push(keep(near))
    else join(keep(near))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on TCP
    open: () => pairs.length,
    cut: (which) => void pick(which)?.near.resetAndDestroy(),
    stall: (which) => void pick(which)?.far.pause(),
    hold: () => void (isHolding = true),
    flow(turn) {
      isHolding = false
      for (const { far } of pairs) far.resume()
      while (waiting.length > 0) {
        const [near] = waiting.splice(turn % waiting.length, 1)
        if (near !== undefined) join(near)
      }
    },
    async close() {
      for (const socket of all) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
