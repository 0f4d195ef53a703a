import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answerParent } from './child.ts'

/** The floor of coming back: the handshakes alone, nothing said but a word ten times a second. */
const server = createServer((_request, response) => void response.end())
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, httpCompression: false, serveClient: false })
let talking: NodeJS.Timeout | undefined

answerParent({
  talk: () => void (talking = setInterval(() => io.emit('frame', { at: Date.now() }), 100)),
  /** While the other side has its turn. */
  hush: () => clearInterval(talking),
  listen: (port: number) => new Promise<number>((resolve) => {
    // As many may wait as at ours: without it half of them come back only after the second that TCP waits before it asks again.
    server.listen({ port, host: '127.0.0.1', backlog: 4_096 }, () => resolve((server.address() as AddressInfo).port)) // listening on TCP
  }),
})
