import type { Browser } from 'playwright-core'

/**
 * A page in a window of its own that nobody keeps in focus: the pages the tests open otherwise are never hidden nor frozen,
 * whatever the browser is told, because they pass for looked at.
 */
export interface UnwatchedPage {
  evaluate<T>(expression: string): Promise<T>
  /** MB of its JavaScript heap once everything that can be freed is. */
  heapMb(): Promise<number>
  /** Minimised: no picture is drawn, and timers come once a second or slower. */
  hide(): Promise<void>
  /** As a browser puts away a window that was hidden for long: nothing of the page runs. */
  freeze(): Promise<void>
  show(): Promise<void>
}

/** An answer of the browser to a command of ours. */
interface Answer {
  id?: number
  result?: { result?: { value?: unknown }; exceptionDetails?: { text: string }; usedSize?: number }
  error?: { message: string }
}

export async function openUnwatchedPage(browser: Browser, url: string, size: { width: number; height: number }): Promise<UnwatchedPage> {
  const session = await browser.newBrowserCDPSession()
  const { targetId } = await session.send('Target.createTarget', { url, newWindow: true, ...size })
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const { windowId } = await session.send('Browser.getWindowForTarget', { targetId })
  const waiting = new Map<number, (answer: Answer) => void>()
  session.on('Target.receivedMessageFromTarget', (told) => {
    if (told.sessionId !== sessionId) return
    const answer = JSON.parse(told.message) as Answer // the protocol's own form
    waiting.get(answer.id ?? 0)?.(answer)
    waiting.delete(answer.id ?? 0)
  })
  let asked = 0
  async function send(method: string, params: object = {}): Promise<NonNullable<Answer['result']>> {
    const id = (asked += 1)
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
    const { result, error } = await answered
    if (error !== undefined || result === undefined) throw new Error(`${method}: ${error?.message}`)
    return result
  }
  const stand = (windowState: 'minimized' | 'normal') => session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  return {
    async evaluate<T>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
      if (exceptionDetails !== undefined) throw new Error(`the page threw: ${exceptionDetails.text}`)
      return result?.value as T // what the expression says
    },
    async heapMb() {
      await send('HeapProfiler.collectGarbage')
      return ((await send('Runtime.getHeapUsage')).usedSize ?? 0) / 1e6
    },
    hide: async () => void (await stand('minimized')),
    freeze: async () => void (await send('Page.setWebLifecycleState', { state: 'frozen' })),
    async show() {
      await send('Page.setWebLifecycleState', { state: 'active' })
      await stand('normal')
    },
  }
}
