import type { Request, Response } from 'express'
import { ApiError } from '../errors.ts'

/**
 * The bytes of a request, at most so many. One that is longer is refused at its first byte too much, and its connection closed:
 * express would read it to its end before it answers.
 */
export async function readLimitedBody(request: Request, response: Response, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => {
    response.set('Connection', 'close')
    const most = maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MB` : `${Math.floor(maxBytes / 1024)} KB`
    return new ApiError(413, 'too-large', { vi: `Nội dung gửi lên vượt giới hạn ${most}`, en: `What was sent is larger than the limit of ${most}` })
  }
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') throw new ApiError(415, 'unsupported-media', { vi: 'Nội dung gửi lên không được nén', en: 'What is sent must not be compressed' })
  if (Number(request.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const body = await collect(request, maxBytes)
  if (body === undefined) throw tooLarge()
  if (body.byteLength === 0) throw new ApiError(400, 'bad-request', { vi: 'Nội dung gửi lên rỗng', en: 'What was sent is empty' })
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
    const onCut = () => end(() => reject(new ApiError(400, 'bad-request', { vi: 'Nội dung gửi lên bị đứt giữa chừng', en: 'What was sent was cut off' })))
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('aborted', onCut).on('close', onCut)
  })
}
