import { describe, expect, it } from 'vitest'
import { clientFrame, createFrameReader, OPCODE } from './frame-reader.ts'

/** As a server writes it. */
function serverFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = payload.length < 126 ? Buffer.from([0x81, payload.length]) : payload.length < 65_536 ? Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255]) : Buffer.alloc(10)
  if (head.length === 10) {
    head.writeUInt16BE(0x817f)
    head.writeBigUInt64BE(BigInt(payload.length), 2)
  }
  return Buffer.concat([head, payload])
}

function readAll(chunks: Buffer[]): string[] {
  const texts: string[] = []
  const read = createFrameReader((_opcode, payload) => void texts.push(payload.toString()))
  for (const chunk of chunks) read(chunk)
  return texts
}

const TEXTS = ['', 'a', 'b'.repeat(125), 'c'.repeat(126), 'd'.repeat(70_000), 'e']
const STREAM = Buffer.concat(TEXTS.map(serverFrame))

describe('the frame reader of the bench', () => {
  it('reads frames of every length out of one piece', () => {
    expect(readAll([STREAM])).toEqual(TEXTS)
  })

  it.each([1, 3, 1_000, 65_536])('reads the same in pieces of %i bytes', (size) => {
    const pieces = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, i) => STREAM.subarray(i * size, (i + 1) * size))
    expect(readAll(pieces)).toEqual(TEXTS)
  })

  it('writes what a server must accept from a client: masked, with its length', () => {
    expect([...clientFrame(OPCODE.text, Buffer.from('3'))]).toEqual([0x81, 0x81, 0, 0, 0, 0, 0x33])
    const long = clientFrame(OPCODE.text, Buffer.alloc(300, 0x78))
    expect([...long.subarray(0, 4)]).toEqual([0x81, 0xfe, 1, 44])
    expect(long.byteLength).toBe(308)
  })
})
