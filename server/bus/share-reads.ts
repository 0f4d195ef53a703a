import type { Bus } from './bus.ts'

type Read = Awaited<ReturnType<Bus['read']>>

interface Question {
  answer: Promise<Read>
  waiting: number
  leaving: AbortController
}

/**
 * Readers in one process who wait at the same place of the log, asking alike, share one question and its decoded entries: the
 * hub and the recent past would otherwise each read and check all that comes. Nobody may change what is shared.
 */
export function shareReads(bus: Bus): Bus {
  const open = new Map<string, Question>()
  let epoch = ''

  function ask(key: string, after: Parameters<Bus['read']>[0], { count, blockMs }: { count: number; blockMs: number }): Question {
    const leaving = new AbortController()
    const forget = () => {
      if (open.get(key) === question) open.delete(key)
    }
    // Forgotten before anybody hears the answer: who asks again at the same place must not get the old one.
    const answer = bus.read(after, { count, blockMs, signal: leaving.signal }).finally(forget)
    answer.then((read) => (epoch = read.epoch), () => undefined)
    const question: Question = { answer, waiting: 0, leaving }
    open.set(key, question)
    leaving.signal.addEventListener('abort', forget)
    return question
  }

  async function wait(question: Question, signal: AbortSignal | undefined): Promise<Read> {
    question.waiting += 1
    let leave = () => {}
    const left = new Promise<Read>((resolve) => {
      leave = () => {
        question.waiting -= 1
        if (question.waiting === 0) question.leaving.abort()
        else resolve({ epoch, entries: [], trimmed: false })
      }
    })
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([question.answer, left])
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }

  return {
    ...bus,
    read: async (after, options) => {
      const { count, blockMs, signal } = options
      // What is not waited for is asked now: a shared answer may have been on its way already.
      if (blockMs <= 0 || signal?.aborted === true) return await bus.read(after, options)
      const key = `${after} ${count} ${blockMs}`
      return await wait(open.get(key) ?? ask(key, after, { count, blockMs }), signal)
    },
  }
}
