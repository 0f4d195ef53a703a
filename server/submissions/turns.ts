import { ApiError } from '../errors.ts'

/** Lets a few run at once; the others wait, and beyond that are sent away with 503. */
export interface Turns {
  run<T>(work: () => Promise<T>): Promise<T>
}

export function createTurns({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): Turns {
  let running = 0
  const waiting: (() => void)[] = []

  async function enter(): Promise<void> {
    if (running < atOnce) running += 1
    else if (waiting.length >= mostWaiting) throw new ApiError(503, 'unavailable', { vi: 'Đang có nhiều tệp chờ đọc; xin thử lại sau ít giây', en: 'Many files are waiting to be read; please try again in a few seconds' }, { retryAfterS: 10 })
    else await new Promise<void>((resolve) => waiting.push(resolve)) // who leaves hands the place over
  }

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
