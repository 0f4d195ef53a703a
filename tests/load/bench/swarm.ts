import { answerParent } from './child.ts'
import { openRawClient, type RawClient } from './raw-client.ts'
import { type Heard, readFloorMessage, readOurFrame, watchPacket } from './read-updates.ts'
import { percentile } from './statistics.ts'

/** Many screens in one process beside the server: each counts every byte and update it gets. */
export interface SwarmOrder {
  url: string
  protocol: 'ws' | 'socket.io'
  clients: number
  feeds: string[]
}

export interface SwarmCount {
  updates: number
  bytes: number
  p50: number
  p99: number
  /** How many are still connected. */
  open: number
}

/** Messages read lately. All clients get the same ones, so each is parsed once and then only compared. */
const REMEMBERED = 8
const HANDSHAKES_AT_ONCE = 20

const clients = new Set<RawClient>()
let isCounting = false
let updates = 0
let latencies: number[] = []
let bytesBefore = 0
let lately: { payload: Buffer; heard: Heard }[] = []

const bytesSoFar = (): number => [...clients].reduce((sum, client) => sum + client.bytes(), 0)

function hear(payload: Buffer, read: (payload: Buffer) => Heard): void {
  if (!isCounting) return
  let known = lately.find((one) => one.payload.equals(payload))
  if (known === undefined) {
    known = { payload: Buffer.from(payload), heard: read(payload) }
    lately = [known, ...lately].slice(0, REMEMBERED)
  }
  if (known.heard.updates === 0) return
  updates += known.heard.updates
  latencies.push(Date.now() - known.heard.at)
}

function openOne({ url, protocol, feeds }: SwarmOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const read = protocol === 'ws' ? readFloorMessage : readOurFrame
    const client = openRawClient({
      url, protocol,
      onReady(own) {
        if (protocol === 'ws') return resolve()
        own.sendText(watchPacket(feeds))
      },
      onBinary: () => resolve(), // the snapshot
      onText: (payload) => hear(payload, read),
      onEnd() {
        clients.delete(client)
        reject(new Error('refused or cut'))
      },
    })
    clients.add(client)
  })
}

answerParent({
  async connect(order: SwarmOrder) {
    for (let opened = 0; opened < order.clients; opened += HANDSHAKES_AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(HANDSHAKES_AT_ONCE, order.clients - opened) }, () => openOne(order)))
    }
  },
  mark() {
    updates = 0
    latencies = []
    bytesBefore = bytesSoFar()
    isCounting = true
  },
  read(): SwarmCount {
    isCounting = false
    return { updates, bytes: bytesSoFar() - bytesBefore, p50: percentile(latencies, 50), p99: percentile(latencies, 99), open: clients.size }
  },
})
