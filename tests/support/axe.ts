import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** WCAG 2.2, A and AA, and what the older ones it contains ask for. */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

declare const document: unknown

/** Runs in the page, into which axe was put before. */
const runAxe = (options: object): Promise<AxeResults> => (globalThis as unknown as { axe: { run(where: unknown, how: object): Promise<AxeResults> } }).axe.run(document, options)

/** What axe finds wrong on the page as it stands, one line for each element. */
export async function findAccessFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // `target-size` is off unless asked for by name.
  const options = { runOnly: { type: 'tag', values: LEVELS }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }
  const { violations } = await page.evaluate(runAxe, options)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => `${id}: ${String(target[0])}: ${[...all, ...none, ...any][0]?.message ?? ''}`))
}
