import type { Request, Response } from 'express'
import { ApiError } from '../errors.ts'

/**
 * The bytes of a request, at most so many. One that is longer is refused at its first byte too much, and its connection closed:
 * express would read it to its end before it answers.
 */
export async function readLimitedBody(request: Request, response: Response, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => {
    response.set('Connection', 'close')
    return new ApiError(413, 'too-large', `Nội dung gửi lên vượt giới hạn ${maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MB` : `${Math.floor(maxBytes / 1024)} KB`}`)
  }
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') throw new ApiError(415, 'unsupported-media', 'Nội dung gửi lên không được nén')
  if (Number(request.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const body = await collect(request, maxBytes)
  if (body === undefined) throw tooLarge()
  if (body.byteLength === 0) throw new ApiError(400, 'bad-request', 'Nội dung gửi lên rỗng')
  return body
}

function collect(request: Request, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (outcome: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('aborted', onCut).off('close', onCut)
      outcome()
    }
    const onData = (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes <= maxBytes) return
      request.pause()
      end(() => resolve(undefined))
    }
    const onEnd = () => end(() => resolve(Buffer.concat(chunks)))
    const onCut = () => end(() => reject(new ApiError(400, 'bad-request', 'Nội dung gửi lên bị đứt giữa chừng')))
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('aborted', onCut).on('close', onCut)
  })
}
