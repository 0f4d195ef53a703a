import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { findAccessFaults } from '../support/axe.ts'
import { walkByKeyboard } from './by-keyboard.ts'
import { LEAD, PAGES } from './every-page.ts'
import { openPage, openTab } from './open-page.ts'
import type { PlayedWorld } from './played-world.ts'
import { findWordFaults } from './told-words.ts'

const DESK = { width: 1366, height: 1024 }
/** As wide as a phone, and so high that a bar which stays in place covers nothing one could scroll out from under it. */
const PHONE = { width: 390, height: 9_000 }

/** The window of each account that has looked already. */
const windows = new WeakMap<Browser, Map<string, BrowserContext>>()

/** A page of who looks that draws nothing yet, in Vietnamese. Each account logs in once. */
export async function enter({ browser, server }: PlayedWorld, who: string, size = DESK) {
  const known = windows.get(browser) ?? new Map<string, BrowserContext>()
  windows.set(browser, known)
  const opened = await openTab(known.get(who) ?? (await openWindow()), `${server.url}/nowhere`)
  await opened.page.setViewportSize(size)
  await opened.page.locator('.plain-page').waitFor()
  const go = async (at: string, ready: string) => {
    await opened.page.goto(server.url + at, { waitUntil: 'domcontentloaded' })
    await opened.page.locator(ready).first().waitFor()
  }
  return { ...opened, go }

  async function openWindow(): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: size, locale: 'vi-VN' })
    await context.addInitScript("try { localStorage.removeItem('ioc-language') } catch {}") // a page before may have been read in English
    if (who !== 'nobody') {
      const { page, close } = await openTab(context, `${server.url}/login?next=%2Fnowhere`)
      await page.locator(`[data-account="${who}"]`).click()
      await page.locator('.plain-page').waitFor()
      await close()
    }
    known.set(who, context)
    return context
  }
}

const faultsOf = async (page: Page): Promise<string[]> => [...(await findAccessFaults(page)), ...(await findWordFaults(page))]

/** WCAG 2.2 AA by axe, and the words of both languages: at a desk in Vietnamese, on a phone in English. */
export function accessSuite(world: () => PlayedWorld): void {
  describe.each(Object.entries(PAGES))('the pages of %s', (who, pages) => {
    it.each(pages)('can be read by all: %s', async (at, ready) => {
      const { page, problems, close, go } = await enter(world(), who)
      await go(at, ready)
      if (at === '/gallery') { // its cases keep their sizes, and their words are the samples'
        expect(await findAccessFaults(page)).toEqual([])
        await close()
        return
      }
      const desk = await faultsOf(page)
      await page.getByRole('button', { name: 'English' }).click()
      await page.locator('html[lang="en"]').waitFor()
      await page.setViewportSize(PHONE)
      expect({ desk, phone: await faultsOf(page) }).toEqual({ desk: [], phone: [] })
      expect(problems).toEqual([])
      await close()
    })
  })

  // One scene of the main wall: of those that take turns some have no figure in this world.
  it.each(['main?scene=overview', 'street?'])('can be read by all: the wall %s, in both languages', async (wall) => {
    for (const [search, lang, size] of [['&lang=vi', 'vi', { width: 3840, height: 2160 }], ['&lang=en', 'en', { width: 1920, height: 1080 }]] as const) {
      const { page, close } = await openPage(world().browser, `${world().server.url}/wall/${wall}${search}`, size)
      await page.locator(`html[lang="${lang}"] main.wall[data-connection="live"] [data-value]`).first().waitFor()
      // A scene that still fades in has no colours of its own.
      await expect.poll(() => page.evaluate('document.getAnimations().every((one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)')).toBe(true)
      expect(await faultsOf(page), `${wall}${search}`).toEqual([])
      await close()
    }
  })

  it('sees a pair of colours that cannot be told apart', async () => {
    const { page, close, go } = await enter(world(), 'nobody')
    await go('/', 'dl[data-connection="live"]')
    await page.addStyleTag({ content: '[data-theme="desk"] { --t2: #9aa7ae; }' })
    expect(await findAccessFaults(page)).toEqual(expect.arrayContaining([expect.stringMatching(/^color-contrast: .*2\.\d+/)]))
    await close()
  })

  // The map comes last; a page that still grows moves what has the focus.
  it.each([['leader', '/leader', '.leader-map-room path[data-series]'], ['leader', '/leader/places', '.leader-places li'], ['agency', '/agency?part=send', '.source-choice'], ['agency', '/agency?part=quality', '.score-table'], ['nobody', '/login', '.login-parts']] as const)('leads the keyboard everywhere, in sight, past what repeats: %s at %s', async (who, at, ready) => {
    const { page, close, go } = await enter(world(), who)
    await go(at, ready)
    if (at !== '/login') { // whose first field has the focus at once
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('skip-link')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN')
      await page.locator('.skip-link').focus()
    }
    const { unreached, unseen, stops } = await walkByKeyboard(page)
    expect({ unreached, unseen }).toEqual({ unreached: [], unseen: [] })
    expect(stops).toBeGreaterThan(5)
    await close()
  })

  it('opens a drawer by keyboard, keeps the focus in it, and gives it back', async () => {
    const { page, close, go } = await enter(world(), 'leader')
    await go(`/leader/figure/${LEAD}`, '.leader-hero-value')
    const button = page.getByRole('button', { name: 'Đường về của con số' })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.locator('dialog .big-figure').waitFor()
    const { unreached, unseen } = await walkByKeyboard(page, { within: 'dialog' })
    expect({ unreached, unseen }).toEqual({ unreached: [], unseen: [] })
    // Neither around the end nor back from the start does it come to the page behind.
    for (const key of ['Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
      await page.keyboard.press(key)
      expect(await page.evaluate('document.activeElement === document.body || document.activeElement.closest("dialog") !== null')).toBe(true)
    }
    expect(await findAccessFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Đường về của con số')
    await close()
  })
}
