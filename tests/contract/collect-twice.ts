import { isDeepStrictEqual } from 'node:util'
import { type Collected, type DriverIo, type PollDriver, UnreadableField } from '#kit'

/**
 * One pass, and the same records once more out of nothing but the bytes it leaves to keep: else nobody could be shown later where
 * a figure came from. Left alone: a pass that stands on an earlier one, and one in which something could not be read, where what is
 * personal was taken out with it.
 */
export async function collectTwice(driver: PollDriver<unknown>, config: unknown, io: DriverIo): Promise<Collected> {
  const collected = await driver.collect(config, io)
  if (io.bookmark !== undefined || collected.records.some(isUnreadable)) return collected
  const left = [...collected.raw]
  const fetch: DriverIo['fetch'] = () => {
    const next = left.shift()
    return next === undefined ? Promise.reject(new Error('more is asked for than was kept')) : Promise.resolve({ status: 200, headers: { 'content-type': next.contentType ?? '' }, body: next.body })
  }
  const again = driver.reopen === undefined ? (await driver.collect(config, { fetch, signal: io.signal, now: io.now, bookmark: undefined })).records : await driver.reopen(config, collected.raw)
  if (!isDeepStrictEqual(readable(again), readable(collected.records))) throw new Error(`${driver.protocol}: what is kept gives other records than were read`)
  return collected
}

/** A field that could not be read, or a whole record told as a text. */
const isUnreadable = (record: unknown): boolean => record instanceof UnreadableField || typeof record === 'string'

/** As JSON: a member that is undefined is none. */
const readable = (records: readonly unknown[]): unknown => JSON.parse(JSON.stringify(records))
