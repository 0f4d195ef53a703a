import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface DeafProxy {
  url: string
  /** How many upgrades were refused so far. */
  refused(): number
  /** Conditional questions for `/api/v1/live` so far. */
  conditional(): number
  stop(): Promise<void>
}

/** An office proxy that knows no websockets: everything else goes on as it came, the Host included. */
export async function startDeafProxy(target: string): Promise<DeafProxy> {
  let refused = 0
  let conditional = 0
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/v1/live') && request.headers['if-none-match'] !== undefined) conditional += 1
    const onward = ask(new URL(request.url ?? '/', target), { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('upgrade', (_request, socket) => {
    refused += 1
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refused,
    conditional: () => conditional,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
