import { setTimeout as pause } from 'node:timers/promises'
import { makeBatch, postReadings, startPusher } from './pusher.ts'

export interface SteadyLoad {
  /** Resolves when every batch has its 200; answers how many were refused or unheard once. */
  finish(): Promise<number>
}

/** 24 values each time: about 35 a second, what a whole province sends. */
const EVERY_MS = 680
const RETRY_MS = 100

/** The catalogue's real rate without a pause, and now and then a burst as hard as one sender can. */
export function startSteadyLoad(url: string, { burstEveryMs, burstMs }: { burstEveryMs: number; burstMs: number }): SteadyLoad {
  const ending = new AbortController()
  let refused = 0

  async function flow(): Promise<void> {
    while (!ending.signal.aborted) {
      const { body, key } = makeBatch()
      for (;;) {
        const status = await postReadings(url, body, key).then((answer) => answer.status, () => 0)
        if (status === 200) break
        refused += 1
        await pause(RETRY_MS)
      }
      await pause(EVERY_MS)
    }
  }

  async function burst(): Promise<void> {
    let restedMs = 0
    while (!ending.signal.aborted) {
      await pause(RETRY_MS)
      restedMs += RETRY_MS
      if (restedMs < burstEveryMs) continue
      restedMs = 0
      const pusher = startPusher(url)
      await pause(burstMs)
      await pusher.finish()
      for (const times of pusher.refusals().values()) refused += times
    }
  }

  const running = Promise.all([flow(), burst()])
  running.catch(() => {}) // told by `finish`
  return {
    async finish() {
      ending.abort()
      await running
      return refused
    },
  }
}
