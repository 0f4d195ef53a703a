import { connect } from 'node:net'
import type { ProbeAnswer } from './supervise.ts'

const ANSWER_WITHIN_MS = 500

/** PING over the socket, in Redis' inline form: no client library is needed to ask whether somebody is there. */
export async function probeRedis(socketPath: string): Promise<ProbeAnswer> {
  return await new Promise((resolve) => {
    const socket = connect(socketPath)
    let text = ''
    const answer = (given: ProbeAnswer) => {
      socket.destroy()
      resolve(given)
    }
    socket.setTimeout(ANSWER_WITHIN_MS, () => answer('silent'))
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('error', () => answer('silent'))
    socket.once('close', () => resolve('silent'))
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      if (text.startsWith('+PONG')) answer('ready')
      else if (text.includes('\r\n')) answer('busy')
    })
  })
}
