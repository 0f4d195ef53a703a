import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameSplitter } from './split-frames.ts'

describe('frames of a stream', () => {
  const split = (pieces: Buffer[], maxBytes = 100) => {
    const heard: string[] = []
    const splitter = createFrameSplitter(maxBytes, { message: (bytes) => heard.push(bytes.toString()), tooLong: () => heard.push('TOO LONG'), lost: () => heard.push('LOST') })
    for (const piece of pieces) splitter.push(piece)
    return heard
  }

  it('come out whole however the stream is cut', () => {
    const texts = fc.array(fc.record({ text: fc.stringMatching(/^<1>[a-zà-ỹ ]{0,30}$/u), counted: fc.boolean() }), { maxLength: 8 })
    fc.assert(fc.property(texts, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), (all, sizes) => {
      const stream = Buffer.concat(all.map(({ text, counted }) => Buffer.from(counted ? `${Buffer.byteLength(text)} ${text}` : `${text}\n`)))
      const pieces: Buffer[] = []
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1
        pieces.push(stream.subarray(at, at + size))
        at += size
      }
      expect(split(pieces)).toEqual(all.map(({ text }) => text))
    }))
  })

  it.each([
    ['a long one by line', [`<1>${'a'.repeat(300)}\n<1>b\n`], ['TOO LONG', '<1>b']], ['a long one by length', [`300 ${'a'.repeat(300)}4 <1>b`], ['TOO LONG', '<1>b']],
    ['a length no message has', ['99999999999 <1>a'], ['LOST']], ['what is no frame', ['GET / HTTP/1.1\r\n<1>a\n'], ['LOST']], ['a long one in pieces', ['<1>', 'a'.repeat(200), 'a'.repeat(200), '\n<1>b\n'], ['TOO LONG', '<1>b']],
  ])('of %s leave the others', (_, pieces, expected) => expect(split(pieces.map((piece) => Buffer.from(piece)))).toEqual(expected))
})
