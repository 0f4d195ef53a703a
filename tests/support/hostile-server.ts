import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { gzipSync } from 'node:zlib'
import { TEST_CERTIFICATES } from './test-certificates.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A department's server on its worst day: every path is another way to hurt whoever asks. */
export interface HostileServer {
  /** `http://127.0.0.1:port`, or https. */
  origin: string
  host: string
  /** Requests so far, oldest first. */
  requests: { path: string; headers: IncomingMessage['headers'] }[]
  /** Bytes handed to the network for `/huge` so far. */
  hugeBytesSent(): number
  close(): Promise<void>
}

const MIB = 1024 * 1024
export const HUGE_BYTES = 50 * MIB

/** 1 GiB of zeros in about 1 MB: one packed piece, a hundred times over. */
const bombBody = (): Buffer => Buffer.concat(Array<Buffer>(103).fill(gzipSync(Buffer.alloc(10 * MIB))))

const LOGIN_PAGE = '<!doctype html><html><head><title>SSO</title><style>b{color:red}</style><script>var token = "hidden"</script></head><body><h1>Đăng nhập hệ thống</h1><p>Mời nhập mật khẩu</p></body></html>'

/** `answers` adds ordinary paths to the hostile ones. */
export async function startHostileServer(answers: Record<string, Handler> = {}, tls?: 'tls' | 'client-certificate'): Promise<HostileServer> {
  const requests: HostileServer['requests'] = []
  const timers = new Set<NodeJS.Timeout>()
  let hugeSent = 0
  const status = (code: number, headers: Record<string, string> = {}): Handler => (_request, response) => response.writeHead(code, headers).end(`{"error":${code}}`)
  const handlers: Record<string, Handler> = {
    '/401': status(401, { 'www-authenticate': 'Bearer' }),
    '/403': status(403),
    '/404': status(404),
    '/429': status(429, { 'retry-after': '7' }),
    '/500': status(500),
    '/503': status(503, { 'retry-after': '120' }),
    '/garbage': (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x81, 0x9c])),
    '/cut': (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('[{"a":')
      response.socket?.destroySoon()
    },
    '/hang': () => undefined,
    '/drip': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 40)
      timers.add(timer)
      response.on('close', () => clearInterval(timer))
    },
    '/huge': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = Buffer.alloc(64 * 1024, 0x20)
      let left = HUGE_BYTES / chunk.length
      const more = (): void => {
        for (; left > 0 && !response.destroyed; left -= 1) {
          hugeSent += chunk.length
          if (!response.write(chunk)) {
            left -= 1
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    },
    '/huge-announced': (_request, response) => response.writeHead(200, { 'content-length': String(HUGE_BYTES) }).write(' '),
    '/bomb': (_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bombBody()),
    '/bad-gzip': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('[not gzip]'),
    '/odd-encoding': (_request, response) => response.writeHead(200, { 'content-encoding': 'constructor' }).end('[]'),
    '/redirect-metadata': status(302, { location: 'http://169.254.169.254/latest/meta-data/?token=hidden' }),
    '/redirect-here': status(301, { location: '/good' }),
    '/login': (_request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(LOGIN_PAGE),
    '/long-header': (_request, response) => response.writeHead(200, { 'x-long': 'a'.repeat(64 * 1024) }).end('[]'),
    '/not-http': (_request, response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
    ...answers,
  }
  const listener: RequestListener = (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    requests.push({ path: request.url ?? '/', headers: request.headers })
    response.on('error', () => undefined)
    const handler = handlers[path] ?? handlers['/404']
    handler?.(request, response)
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tlsOptions(tls), listener)
  const port = await listenOnLoopback(server)
  const host = `127.0.0.1:${port}`
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://${host}`,
    host,
    requests,
    hugeBytesSent: () => hugeSent,
    async close() {
      for (const timer of timers) clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const tlsOptions = (kind: 'tls' | 'client-certificate') => ({
  cert: TEST_CERTIFICATES.serverCert,
  key: TEST_CERTIFICATES.serverKey,
  ...(kind === 'tls' ? {} : { ca: TEST_CERTIFICATES.ca, requestCert: true, rejectUnauthorized: true }),
})

async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port // it listens on TCP
}
