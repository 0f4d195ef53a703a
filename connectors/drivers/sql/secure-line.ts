import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { type HttpTls, SourceError, tlsOf } from '#kit'
import { Line } from './line.ts'

/** SSLRequest: length 8, code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/**
 * Turns a line to PostgreSQL into one over TLS before the library has it: the library tells of a wrong certificate only as of a
 * line that was cut. The answer is one byte; what came with it came from somebody in between.
 */
export async function secureLine(line: Line, { host }: { host: string }, tls: HttpTls): Promise<Line> {
  const { name } = line.limits
  const answer = await new Promise<Buffer>((resolve, reject) => {
    line.once('data', resolve).once('error', reject).once('close', () => reject(new Error('connection terminated')))
    line.write(SSL_REQUEST)
  })
  line.pause()
  if (answer.toString('latin1') === 'N') throw new SourceError('config', { vi: `${name}: máy chủ không dùng TLS; xin đơn vị chủ quản bật TLS, hoặc đặt "tls: none" nếu đường truyền đã được bảo vệ`, en: `${name}: the server does not use TLS; ask the department to turn TLS on, or set "tls: none" if the line is protected already` })
  if (answer.toString('latin1') !== 'S') throw new SourceError('malformed', { vi: `${name}: câu trả lời không theo giao thức của PostgreSQL; kiểm tra loại và cổng trong "url"`, en: `${name}: the answer does not follow PostgreSQL's protocol; check kind and port in "url"` })
  const socket = connect({ socket: line, host, ...(isIP(host) === 0 ? { servername: host } : {}), ...tlsOf({ tls }) })
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve).once('error', reject).once('close', () => reject(new Error('connection terminated')))
  })
  return new Line(socket, line.limits)
}
