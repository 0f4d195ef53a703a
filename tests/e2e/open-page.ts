import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface OpenedPage {
  page: Page
  /** Errors on the page's console and exceptions nobody caught. */
  problems: string[]
  close(): Promise<void>
}

export interface PageOptions {
  width?: number
  height?: number
  /** How wrong the browser's clock is. */
  clockOffMs?: number
  /** What is done with the page before it asks for anything. */
  before?(page: Page): Promise<unknown>
}

/** A page in a browser window of its own. */
export async function openPage(browser: Browser, url: string, { width = 1440, height = 810, clockOffMs = 0, before }: PageOptions = {}): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'vi-VN' })
  if (clockOffMs !== 0) await context.addInitScript(shiftClock, clockOffMs)
  return { ...(await openTab(context, url, before)), close: () => context.close() }
}

/** One more page of a window: who is logged in there stays so, and what was fetched is not fetched again. */
export async function openTab(context: BrowserContext, url: string, before?: PageOptions['before']): Promise<OpenedPage> {
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(String(error)))
  await before?.(page)
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  return { page, problems, close: () => page.close() }
}

/** Runs in the page before its own code. Timers and `performance` go on as they are: only the date is wrong, as on a badly set machine. */
function shiftClock(byMs: number): void {
  const Real = Date
  globalThis.Date = new Proxy(Real, {
    construct: (target, given: []) => (given.length === 0 ? new target(target.now() + byMs) : new target(...given)),
    apply: (target) => new target(target.now() + byMs).toString(),
    get: (target, name) => (name === 'now' ? () => target.now() + byMs : Reflect.get(target, name) as unknown),
  })
}
