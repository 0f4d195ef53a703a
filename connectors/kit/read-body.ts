import { type Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { SourceError } from './errors.ts'

interface BodyLimits {
  headers: Record<string, string>
  maxBytes: number
  host: string
  signal: AbortSignal
}

const DECODERS: Record<string, () => Transform> = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }

/** Reads a body to its end or to its limit, which holds for the bytes on the line and again for what they unpack to. */
export async function readBody(body: Readable, limits: BodyLimits): Promise<Uint8Array> {
  const { headers, maxBytes, host, signal } = limits
  const tooLarge = () => new SourceError('malformed', { vi: `${host} trả về quá ${describeBytes(maxBytes)}, vượt giới hạn; đã ngừng đọc`, en: `${host} returned more than ${describeBytes(maxBytes)}, beyond the limit; reading was stopped` })
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined
  if (decoder === undefined && encoding !== 'identity' && encoding !== '') {
    throw new SourceError('malformed', { vi: `${host} nén câu trả lời theo cách không đọc được (${encoding.slice(0, 40)})`, en: `${host} compresses its answer in a way that cannot be read (${encoding.slice(0, 40)})` })
  }
  const chunks: Buffer[] = []
  const count = createCounter(maxBytes, tooLarge)
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done(count(chunk))
    },
  })
  if (decoder === undefined) await pipeline(body, sink, { signal })
  else await pipeline(body, passCounted(createCounter(maxBytes, tooLarge)), decoder(), sink, { signal })
  return Buffer.concat(chunks)
}

/** Says null until the limit is passed, then the error. */
function createCounter(maxBytes: number, tooLarge: () => Error): (chunk: Buffer) => Error | null {
  let bytes = 0
  return (chunk) => {
    bytes += chunk.length
    return bytes > maxBytes ? tooLarge() : null
  }
}

const passCounted = (count: (chunk: Buffer) => Error | null): Transform =>
  new Transform({ transform: (chunk: Buffer, _encoding, done) => done(count(chunk), chunk) })

function describeBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round(bytes / 1024 / 1024)} MB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} byte`
}
