import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ReadingsAnswer } from '#contract'
import { PUSH_KEY } from '../support/server.ts'

export interface PushedBatch {
  body: string
  /** Half of the batches have none: then the bytes are the key. */
  key: string | undefined
  samples: { series: string; at: number; value: number }[]
  /** When it was sent last, and how often. */
  sentAt: number
  sends: number
  /** What the server said to it with 200, once. */
  answer?: { at: number; accepted: number; run: string }
}

export interface Pusher {
  batches: readonly PushedBatch[]
  answered(): number
  /** Answers other than 200 by status; 0 where the line broke, -1 where nothing at all came back in time. */
  refusals(): ReadonlyMap<number, number>
  /** Makes no more batches; resolves when every one made has its answer. */
  finish(): Promise<void>
}

const INDICATORS = Array.from({ length: 24 }, (_, index) => `ioc.push-demo-${String(index + 1).padStart(2, '0')}`)
const ANSWER_WITHIN_MS = 20_000
const RETRY_MS = 40

/** Posts one body to the push door of a test server. */
export function postReadings(url: string, body: string, key?: string): Promise<Response> {
  return fetch(`${url}/api/v1/sources/push-demo/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${PUSH_KEY}`, 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
}

let lastAt = 0
let made = 0

/** One value for each of the 24 indicators; no two batches have the same `at`. */
export function makeBatch(): PushedBatch {
  lastAt = Math.max(lastAt + 1, Date.now())
  made += 1
  const at = lastAt
  const samples = INDICATORS.map((indicator, index) => ({ series: `${indicator}@tn2025`, at, value: made * 100 + index }))
  const readings = samples.map(({ series, value }) => ({ indicator: series.split('@')[0], subject: 'tn2025', at: new Date(at).toISOString(), value }))
  return { body: JSON.stringify(readings), key: made % 2 === 0 ? randomUUID() : undefined, samples, sentAt: 0, sends: 0 }
}

/** A department under load: `inFlight` batches at a time, and each is sent again, the same bytes under the same key, until it is answered. */
export function startPusher(url: string, inFlight = 8): Pusher {
  const batches: PushedBatch[] = []
  const refusals = new Map<number, number>()
  const ending = new AbortController()

  async function deliver(batch: PushedBatch): Promise<void> {
    while (batch.answer === undefined) {
      batch.sends += 1
      batch.sentAt = Date.now()
      const status = await sendOnce(url, batch)
      if (status === 200) return
      refusals.set(status, (refusals.get(status) ?? 0) + 1)
      if (status > 0 && status !== 429 && status !== 503) throw new Error(`the server said ${status} to a good batch`)
      await pause(RETRY_MS)
    }
  }

  async function work(): Promise<void> {
    while (!ending.signal.aborted) {
      const batch = makeBatch()
      batches.push(batch)
      await deliver(batch)
    }
  }

  const workers = Promise.all(Array.from({ length: inFlight }, work))
  workers.catch(() => undefined) // told by `finish`
  return {
    batches,
    answered: () => batches.filter((batch) => batch.answer !== undefined).length,
    refusals: () => refusals,
    finish: async () => {
      ending.abort()
      await workers
    },
  }
}

/** The status, or 0 or -1 as above. An answer is noted only when the whole answer was read: a cut one was not heard by a sender. */
async function sendOnce(url: string, batch: PushedBatch): Promise<number> {
  try {
    const response = await postReadings(url, batch.body, batch.key)
    const body: unknown = await response.json()
    if (response.status === 200) {
      const { run, accepted } = ReadingsAnswer.parse(body)
      batch.answer = { at: Date.now(), accepted, run }
    }
    return response.status
  } catch (thrown) {
    return thrown instanceof Error && thrown.name === 'TimeoutError' ? -1 : 0
  }
}
