import { describe, expect, it } from 'vitest'
import type { RunsAnswer } from '#contract'
import { fetchLive } from '../support/live-screen.ts'
import type { TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

/** What a sender learns of what it sent. A protocol in which nobody answers says `unknown`. */
export type Answer = 'taken' | 'refused' | 'unknown'

/** A protocol in which they send, and what it needs to be tried through the whole server. */
export interface InboxCase {
  title: string
  source: string
  feed: string
  series: string
  /** How many times what is sent once counts when it is sent again: a reading once, an event each time. */
  again: 'the same' | 'one more'
  /** Sends so that the series is `value` afterwards; of events, one more. Never an older value than before. */
  send(value: number): Promise<Answer>
  /** The bytes last sent, once more. */
  sendAgain(): Promise<Answer>
  garbage(): Promise<Answer>
  tooLarge(): Promise<Answer>
  /** As `send`, without the right to. */
  asStranger(value: number): Promise<Answer>
}

/** Enough to be in the middle of it, and no flood. */
const MOST_ON_THE_WAY = 300

/** What every protocol must do in which they send, whatever it is. A new one joins by being listed in `inbox.test.ts`. */
export function describeInbox(serverOf: () => TestServer, one: InboxCase): void {
  describe(one.title, () => {
    const shown = async (): Promise<number | undefined> => {
      const found = (await fetchLive(serverOf().url, [one.feed])).values.find(({ series }) => series === one.series)?.value
      return typeof found === 'number' ? found : undefined
    }
    const until = (value: number) => waitUntil(`${one.series} is ${value}`, async () => (await shown()) === value, { withinMs: 30_000, everyMs: 50 })
    const runs = async () => ((await (await fetch(`${serverOf().url}/api/v1/sources/${one.source}/runs`)).json()) as RunsAnswer).runs // our own server's answer
    const TAKEN: readonly Answer[] = ['taken', 'unknown']
    const REFUSED: readonly Answer[] = ['refused', 'unknown']
    let last = 0
    const sendNext = async (): Promise<void> => {
      last += 1
      expect(TAKEN).toContain(await one.send(last))
      await until(last)
    }

    it('takes a good one to the wall, with the bytes it came in', async () => {
      await sendNext()
      expect((await runs()).find(({ accepted }) => accepted > 0)?.raw[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    })

    it('shows nothing of garbage, and takes the next good one', async () => {
      expect(REFUSED).toContain(await one.garbage())
      await sendNext()
    })

    it('shows nothing of one that is too large, and takes the next good one', async () => {
      expect(REFUSED).toContain(await one.tooLarge())
      await sendNext()
    })

    it('takes nothing from one who may not send', async () => {
      expect(REFUSED).toContain(await one.asStranger(last + 100))
      await sendNext()
    })

    it('counts what is sent twice as it must', async () => {
      await sendNext()
      expect(TAKEN).toContain(await one.sendAgain())
      if (one.again === 'one more') last += 1
      await until(last)
      await sendNext()
    })

    it('loses nothing it said it had taken, nor what was shown, when the server is killed while it is sent to', async () => {
      await sendNext()
      const begin = last
      let acknowledged = last
      const over = new AbortController()
      const sending = (async () => {
        while (!over.signal.aborted && last < begin + MOST_ON_THE_WAY) {
          last += 1
          const value = last
          if ((await one.send(value).catch(() => 'refused')) === 'taken') acknowledged = value
        }
      })()
      const before = await waitUntil('some of it is shown', async () => {
        const value = await shown()
        return value !== undefined && value > begin && value
      }, { withinMs: 30_000, everyMs: 20 })
      const restarting = serverOf().restart()
      over.abort()
      await Promise.all([sending, restarting])
      const least = Math.max(before, one.again === 'one more' ? 0 : acknowledged)
      const after = await waitUntil(`${one.series} is at least ${least}`, async () => {
        const value = await shown()
        return value !== undefined && value >= least && value
      }, { withinMs: 30_000, everyMs: 100 })
      // Of events nobody was promised: what was on its way is gone, and counting goes on from what is known.
      if (one.again === 'one more') last = after
    })
  })
}
