import type { Page } from 'playwright-core'

/** As much of a page as the functions below use; they run there, each alone. */
interface Box { left: number; right: number; top: number; bottom: number; width: number; height: number }
interface Stop {
  tagName: string
  innerText?: string
  name?: string
  type?: string
  checked?: boolean
  disabled?: boolean
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  closest(selector: string): Stop | null
  matches(selector: string): boolean
  checkVisibility(options: { visibilityProperty: boolean }): boolean
  getBoundingClientRect(): Box
}
declare const document: { activeElement: Stop; body: Stop; querySelectorAll(selector: string): Iterable<Stop> }
declare const getComputedStyle: (element: Stop) => { outlineStyle: string; outlineWidth: string; boxShadow: string }
declare const innerWidth: number
declare const innerHeight: number

export interface Walk {
  /** What can be pressed or filled in with a mouse and was never come to. */
  unreached: string[]
  /** Where nothing shows that it has the focus, or where it is out of sight. */
  unseen: string[]
  stops: number
}

/** A field for a day and an hour takes six. */
const SPARE = 30

/** Presses Tab as often as there is something to come to, and some more. */
export async function walkByKeyboard(page: Page, { within = 'body' } = {}): Promise<Walk> {
  const all = await page.evaluate(markStops, within)
  const unseen: string[] = []
  let stops = 0
  for (let press = 0; press < all + SPARE; press += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(visit)
    if (stop === undefined || stop.isAgain) continue // the browser's own bar, or the next part of a field for a day
    stops += 1
    if (stop.fault !== undefined) unseen.push(stop.fault)
  }
  return { unreached: await page.evaluate(unvisited, within), unseen, stops }
}

function markStops(within: string): number {
  const stops = [...document.querySelectorAll(`${within} :is(a[href], button, input, select, textarea, summary, [tabindex="0"])`)]
  for (const stop of stops) stop.setAttribute('data-stop', 'open')
  return stops.length
}

function visit(): { isAgain: boolean; fault: string | undefined } | undefined {
  const stop = document.activeElement
  if (stop === document.body) return undefined
  const isAgain = stop.getAttribute('data-stop') === 'visited'
  stop.setAttribute('data-stop', 'visited')
  // A file field, a radio or a searched-for place may show it on what stands around it.
  const shown = [stop, stop.closest('label'), stop.closest('.file-pick')].some((one) => {
    if (one === null) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
  const { left, right, top, bottom } = stop.getBoundingClientRect()
  const isInSight = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
  const name = `${stop.tagName} ${(stop.getAttribute('aria-label') ?? stop.innerText ?? stop.name ?? '').slice(0, 60)}`
  return { isAgain, fault: shown && isInSight ? undefined : `${name}: ${shown ? 'out of sight' : 'no sign of focus'}` }
}

function unvisited(within: string): string[] {
  return [...document.querySelectorAll(`${within} [data-stop="open"]`)]
    // Of a group of radios only the chosen one is a stop; the others are reached by arrows.
    .filter((stop) => stop.checkVisibility({ visibilityProperty: true }) && stop.disabled !== true && !(stop.type === 'radio' && stop.checked === false) && stop.getAttribute('tabindex') !== '-1')
    .map((stop) => `${stop.tagName} ${(stop.getAttribute('aria-label') ?? stop.innerText ?? '').slice(0, 60)}`)
}
