import { type OutgoingHttpHeaders, request as createRequest } from 'node:http'

/** Writes and writes without telling how much; answers with the bytes that were taken until the server would have no more. */
export function sendWithoutEnd(url: URL, { headers, most }: { headers: OutgoingHttpHeaders; most: number }): Promise<number> {
  return new Promise((resolve) => {
    const chunk = Buffer.alloc(10_000, 'x')
    let sent = 0
    const request = createRequest(url, { method: 'POST', headers })
    const write = () => {
      sent += chunk.length
      if (sent > most) request.destroy()
      else request.write(chunk, () => setImmediate(write))
    }
    request.on('error', () => undefined).on('response', (response) => response.resume()).on('close', () => resolve(sent))
    write()
  })
}
