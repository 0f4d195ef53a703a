import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { Wall } from '#contract'
import { startPlayedWorld } from '../../e2e/played-world.ts'
import { withCleanUp } from './clean-up.ts'
import type { Row } from './row.ts'

/** Scripts and styles a browser has taken in before the wall shows its first number. */
export const measureBundle = (): Promise<Row[]> =>
  withCleanUp(async (ends) => {
    const world = await startPlayedWorld()
    ends.push(world.stop)
    const rows: Row[] = []
    for (const id of await wallIds(world.server.url)) {
      const context = await world.browser.newContext({ viewport: { width: 5760, height: 2160 }, locale: 'vi-VN' })
      const page = await context.newPage()
      const responses: Response[] = []
      page.on('response', (response) => {
        if (['script', 'stylesheet'].includes(response.request().resourceType())) responses.push(response)
      })
      await page.goto(`${world.server.url}/wall/${id}`, { waitUntil: 'commit' })
      await page.locator('main.wall [data-series][data-value]').first().waitFor({ timeout: 120_000, state: 'attached' })
      const before = [...responses]
      const sizes = await Promise.all(before.map(async (response) => gzipSync(await response.body()).byteLength / 1024))
      rows.push({
        what: `bundle: JS and CSS before the first number of /wall/${id}, gzip`, unit: 'KiB', ours: [sizes.reduce((sum, size) => sum + size, 0)],
        goal: { of: 'figure', atMost: 300 }, note: `${before.length} files`,
      })
      await context.close()
    }
    return rows
  })

async function wallIds(url: string): Promise<string[]> {
  const walls: unknown = await (await fetch(`${url}/api/v1/walls`)).json()
  const known = Wall.array().parse(walls).map((wall): string => wall.id)
  return ['main', 'street'].filter((id) => known.includes(id))
}
