import { setTimeout as pause } from 'node:timers/promises'

export interface WaitOptions {
  withinMs?: number
  everyMs?: number
}

/** Asks again and again until there is an answer other than undefined or false; a question that throws counts as "not yet". */
export async function waitUntil<T>(what: string, ask: () => T | Promise<T>, { withinMs = 45_000, everyMs = 25 }: WaitOptions = {}): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + withinMs
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>
    } catch (thrown) {
      last = thrown
    }
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: last })
    await pause(everyMs)
  }
}
