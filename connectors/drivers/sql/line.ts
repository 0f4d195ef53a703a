import { Duplex } from 'node:stream'
import { SourceError } from '#kit'

/** Greetings, logins and the set-up of a session beside the answer. */
const BESIDE_BYTES = 64 * 1024

/**
 * How a server can begin: PostgreSQL with a request to log in, an error, a notice, or a word on TLS; MySQL with its greeting or an
 * error. What an HTTP server says is otherwise taken for the head of a message that never ends.
 */
const GREETINGS: Record<'postgres' | 'mysql', (chunk: Buffer) => boolean> = {
  postgres: (chunk) => 'RENvS'.includes(String.fromCharCode(chunk[0] ?? 0)),
  mysql: (chunk) => chunk.length < 5 || (chunk[3] === 0 && (chunk[4] === 10 || chunk[4] === 255)),
}

/**
 * An open line as both database libraries want it: connected already, and cut once more came than may come. The libraries keep
 * a whole packet before they look at it, so whoever counts must stand before them.
 */
export class Line extends Duplex {
  private received = 0
  private readonly socket: Duplex

  readonly limits: { maxBytes: number; name: string; vendor: 'postgres' | 'mysql' }

  constructor(socket: Duplex, limits: Line['limits']) {
    super()
    this.socket = socket
    this.limits = limits
    const { maxBytes, name, vendor } = limits
    this.on('error', () => undefined) // a late word of a line nobody wants any more
    socket.on('data', (chunk: Buffer) => {
      const isFirst = this.received === 0
      this.received += chunk.length
      if (isFirst && !GREETINGS[vendor](chunk)) this.destroy(new SourceError('malformed', { vi: `${name}: câu trả lời không theo giao thức của cơ sở dữ liệu; kiểm tra loại và cổng trong "url"`, en: `${name}: the answer does not follow the protocol of the database; check kind and port in "url"` }))
      else if (this.received > maxBytes + BESIDE_BYTES) this.destroy(new SourceError('malformed', { vi: `${name}: câu trả lời lớn quá "maxBytes" (${maxBytes} byte); thu hẹp câu hỏi`, en: `${name}: the answer is larger than "maxBytes" (${maxBytes} bytes); narrow the query` }))
      else if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  /**
   * The libraries read as the bytes come, and throw there where nobody can catch it (an unknown kind of login, a packet that says it is
   * longer than it is): what one server sends would end the process for all.
   */
  override emit(event: string | symbol, ...details: unknown[]): boolean {
    try {
      return super.emit(event, ...details)
    } catch (cause) {
      if (event !== 'data') throw cause
      this.destroy(new SourceError('malformed', { vi: `${this.limits.name}: câu trả lời không theo giao thức của cơ sở dữ liệu; kiểm tra loại và cổng trong "url"`, en: `${this.limits.name}: the answer does not follow the protocol of the database; check kind and port in "url"` }, { cause }))
      return true
    }
  }

  /** Called by the library for PostgreSQL, which would open its line itself. */
  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  override _read(): void {
    this.socket.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(chunk, encoding, done)
  }

  override _final(done: () => void): void {
    this.socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy()
    done(error)
  }
}
