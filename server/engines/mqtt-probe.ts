import { connect } from 'node:net'
import type { ProbeAnswer } from './supervise.ts'

const WITHIN_MS = 1_000
/** CONNECT of MQTT 5 without a name: a broker that serves answers it with a CONNACK, if only to refuse it. */
const HELLO = Buffer.from([0x10, 0x0d, 0, 4, 0x4d, 0x51, 0x54, 0x54, 5, 2, 0, 5, 0, 0, 0])
const CONNACK = 0x20

export function probeMqtt(port: number): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(HELLO))
    const answer = (said: ProbeAnswer) => {
      socket.destroy()
      resolve(said)
    }
    socket.setTimeout(WITHIN_MS, () => answer('silent'))
    socket.once('data', (bytes) => answer(bytes[0] === CONNACK ? 'ready' : 'silent'))
    socket.once('error', () => answer('silent'))
    socket.once('close', () => answer('silent'))
  })
}
