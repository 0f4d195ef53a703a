import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'
import { WebSocketServer } from 'ws'
import { answerParent } from './child.ts'

/** The floor no hub can go below: follows one Redis stream and writes each entry, unread, to every raw WebSocket. */
const redis = new Redis({ path: process.argv[2] ?? '', replyMapping: 'legacy' })
const server = createServer((_request, response) => void response.end())
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

async function follow(): Promise<never> {
  let cursor = '$'
  for (;;) {
    const read = await redis.xread('COUNT', 50, 'BLOCK', 2_000, 'STREAMS', 'floor', cursor)
    for (const [id, fields] of read?.[0]?.[1] ?? []) {
      cursor = id
      for (const client of sockets.clients) client.send(fields[1] ?? '')
    }
  }
}

answerParent({
  listen: () => new Promise<string>((resolve) => {
    void follow()
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)) // listening on TCP
  }),
})
