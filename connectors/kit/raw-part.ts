import type { GuardedAnswer, RawPart } from './driver.ts'
import { describeAddress } from './guarded-fetch.ts'

/** An answer as the raw store keeps it: its bytes, its type, and the address without secrets. */
export const rawPart = (answer: GuardedAnswer, url: string): RawPart => ({
  body: answer.body,
  from: describeAddress(url),
  ...(answer.headers['content-type'] === undefined ? {} : { contentType: answer.headers['content-type'] }),
})
