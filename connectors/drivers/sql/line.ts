import { Duplex } from 'node:stream'
import { SourceError } from '#kit'

/** Greetings, logins and the set-up of a session beside the answer. */
const BESIDE_BYTES = 64 * 1024

/**
 * An open line as both database libraries want it: connected already, and cut once more came than may come. The libraries keep
 * a whole packet before they look at it, so whoever counts must stand before them.
 */
export class Line extends Duplex {
  private received = 0
  private readonly socket: Duplex

  readonly limits: { maxBytes: number; name: string }

  constructor(socket: Duplex, limits: Line['limits']) {
    super()
    this.socket = socket
    this.limits = limits
    const { maxBytes, name } = limits
    this.on('error', () => undefined) // a late word of a line nobody wants any more
    socket.on('data', (chunk: Buffer) => {
      this.received += chunk.length
      if (this.received > maxBytes + BESIDE_BYTES) this.destroy(new SourceError('malformed', `${name}: câu trả lời lớn quá "maxBytes" (${maxBytes} byte); thu hẹp câu hỏi`))
      else if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
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
