/** Opcodes of RFC 6455 that a server sends us. */
export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/**
 * Cuts a server's byte stream into WebSocket frames. A client of the bench must cost next to nothing, or the bench would measure
 * its own clients; so there is no masking to undo (servers do not mask) and no fragments (neither server sends any).
 */
export function createFrameReader(onFrame: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer[] = []
  let restBytes = 0
  /** Bytes needed before it is worth looking again. */
  let wanted = 2

  return (chunk) => {
    rest.push(chunk)
    restBytes += chunk.byteLength
    if (restBytes < wanted) return
    let bytes = rest.length === 1 ? chunk : Buffer.concat(rest)
    for (;;) {
      const size = sizeOf(bytes)
      if (bytes.byteLength < size.whole) {
        wanted = size.whole
        break
      }
      onFrame((bytes[0] ?? 0) & 0x0f, bytes.subarray(size.head, size.whole))
      bytes = bytes.subarray(size.whole)
    }
    rest = bytes.byteLength === 0 ? [] : [bytes]
    restBytes = bytes.byteLength
  }
}

/** Bytes of a frame's head and of the whole frame, as far as they can be known yet. */
function sizeOf(bytes: Buffer): { head: number; whole: number } {
  if (bytes.byteLength < 2) return { head: 2, whole: 2 }
  const short = (bytes[1] ?? 0) & 0x7f
  if (short < 126) return { head: 2, whole: 2 + short }
  const head = short === 126 ? 4 : 10
  if (bytes.byteLength < head) return { head, whole: head }
  const length = short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return { head, whole: head + length }
}

/** A client must mask what it sends; a key of zero is legal and leaves the text as it is. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const length = payload.byteLength
  if (length > 0xffff) throw new Error('the bench sends no large messages')
  const head = length < 126 ? [0x80 | opcode, 0x80 | length] : [0x80 | opcode, 0x80 | 126, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload])
}
