import type { Browser, Page } from 'playwright-core'

export interface PageSize {
  width: number
  height: number
}

export interface PageCost {
  /** Milliseconds of main thread per second, by the clock: on a busy machine with the time it stood and waited for a core. */
  mainMsPerS: number
  /** The same without that time. */
  cpuMsPerS: number
  scriptMsPerS: number
  /** From the moment a value was true at its source until it was on the glass, ms. */
  paintDelays: number[]
}

/** Text, because it runs in the page. A value counts as painted in the task after the frame that drew it. */
const WATCH_PAINT = `
  window.paintDelays = []
  new MutationObserver((changes) => {
    const moments = changes.map(({ target }) => Date.parse(target.getAttribute('data-at')))
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => window.paintDelays.push(...moments.map((at) => Date.now() - at))
      channel.port2.postMessage(0)
    })
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-at'] })`

/** Opens a page, lets it settle, and reads what its main thread did for so long; then, apart, how old values are when they are painted. */
export async function measurePage(browser: Browser, options: { url: string; size: PageSize; seconds: number; settleMs: number; ready?: string; paint: 'watch' | 'own' | 'none' }): Promise<PageCost> {
  const context = await browser.newContext({ viewport: options.size, deviceScaleFactor: 1, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    await page.goto(options.url, { waitUntil: 'load' })
    if (options.ready !== undefined) await page.locator(options.ready).first().waitFor({ timeout: 120_000, state: 'attached' })
    await page.waitForTimeout(options.settleMs)
    const cost = await costOf(page, options.seconds)
    return { ...cost, paintDelays: options.paint === 'none' ? [] : await delaysOf(page, options) }
  } finally {
    await context.close()
  }
}

async function costOf(page: Page, seconds: number): Promise<Omit<PageCost, 'paintDelays'>> {
  const meters = { clock: await meterOf(page, 'timeTicks'), cpu: await meterOf(page, 'threadTicks') }
  const before = { clock: await meters.clock.read(), cpu: await meters.cpu.read() }
  await page.waitForTimeout(seconds * 1_000)
  const after = { clock: await meters.clock.read(), cpu: await meters.cpu.read() }
  for (const meter of Object.values(meters)) await meter.end()
  // The page's own clock: a busy machine may let us sleep longer than asked.
  const wentS = after.clock('Timestamp') - before.clock('Timestamp')
  const perS = (domain: keyof typeof meters, name: string) => ((after[domain](name) - before[domain](name)) * 1_000) / wentS
  return { mainMsPerS: perS('clock', 'TaskDuration'), cpuMsPerS: perS('cpu', 'TaskDuration'), scriptMsPerS: perS('cpu', 'ScriptDuration') }
}

/** Each session has its own idea of what time is. */
async function meterOf(page: Page, timeDomain: 'timeTicks' | 'threadTicks') {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain })
  return {
    async read() {
      const { metrics } = await session.send('Performance.getMetrics')
      return (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN
    },
    end: () => session.detach(),
  }
}

async function delaysOf(page: Page, { seconds, paint }: { seconds: number; paint: 'watch' | 'own' | 'none' }): Promise<number[]> {
  await page.evaluate(paint === 'watch' ? WATCH_PAINT : 'window.paintDelays = []')
  await page.waitForTimeout(seconds * 1_000)
  return page.evaluate<number[]>('window.paintDelays')
}
