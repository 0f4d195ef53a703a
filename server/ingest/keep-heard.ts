import { describeAddress, type DriverIo, type RawPart } from '#kit'

/** Of an answer nobody can read, enough to see what it was. */
const MOST_PARTS = 20
const MOST_BYTES = 5 * 1024 * 1024

/** Listens to what a driver is told, so that the bytes are there also when it could make nothing of them. */
export function keepHeard(fetch: DriverIo['fetch']): { fetch: DriverIo['fetch']; heard(): readonly RawPart[] } {
  const parts: RawPart[] = []
  let bytes = 0
  return {
    async fetch(url, request) {
      const answer = await fetch(url, request)
      // What is asked by POST is, among other things, a token: no secret lies in the raw store.
      if (request?.method === 'POST') return answer
      bytes += answer.body.byteLength
      const contentType = answer.headers['content-type']
      if (answer.body.byteLength > 0 && bytes <= MOST_BYTES && parts.length < MOST_PARTS) parts.push({ body: answer.body, from: describeAddress(url), ...(contentType === undefined ? {} : { contentType }) })
      return answer
    },
    heard: () => parts,
  }
}
