import { ReplyError } from 'ioredis'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { BusFullError, BusUnavailableError } from './bus.ts'

/** Answers of a Redis that is there but not ours to use just now: starting, failing over, busy. */
const NOT_NOW = /^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|BUSY|NOREPLICAS|TRYAGAIN|NOAUTH|NOPERM|WRONGPASS)\b/

/** What a failed question means for the caller. Redis 6 puts the code of a script's error in the middle of the text. */
export function explainRefusal(thrown: unknown, log: Log): Error {
  const text = describeError(thrown)
  if (thrown instanceof ReplyError) {
    if (/\bOOM\b/.test(text)) return new BusFullError({ kind: 'memory', detail: 'Redis hết bộ nhớ (maxmemory) / Redis is at maxmemory' })
    if (/\bMISCONF\b/.test(text)) return new BusFullError({ kind: 'disk', detail: 'Redis không ghi được xuống đĩa / Redis cannot write to disk' })
    if (!NOT_NOW.test(text)) log.error({ reason: text }, 'bus refused a command')
  }
  return new BusUnavailableError(`no answer from the bus: ${text}`, { cause: thrown })
}
