import { enter, PAGES } from '../../e2e/access-suite.ts'
import { visitAgain } from '../../e2e/leaks.ts'
import { startPlayedWorld } from '../../e2e/played-world.ts'

/** `npm run soak -- leaks [50 [leader …]]`: leaves every page and comes back so many times; nothing may be left behind. */
const times = Number(process.argv[3] ?? 50)
const only = process.argv.slice(4)
const WALLS: readonly (readonly [at: string, ready: string])[] = [['/wall/main?scene=overview', 'main.wall[data-connection="live"] .lm-label'], ['/wall/street', 'main.wall[data-connection="live"] [data-value]'], ['/wall/bench', 'main.wall[data-connection="live"] [data-value]']]

export async function countLeaks(): Promise<boolean> {
  const world = await startPlayedWorld()
  let isClean = true
  try {
    for (const [who, pages] of Object.entries({ ...PAGES, walls: WALLS })) {
      if (only.length > 0 && !only.includes(who)) continue
      for (const one of pages) {
        if (one[0] === '/nowhere') continue
        const { page, close } = await enter(world, who === 'walls' ? 'nobody' : who)
        const { first, last, left } = await visitAgain(page, one, times)
        isClean &&= left.length === 0
        process.stdout.write(`${left.length === 0 ? 'ok  ' : 'FAIL'} ${one[0]} ${times} times: ${JSON.stringify(first)} then ${JSON.stringify(last)}${left.length === 0 ? '' : ` LEFT ${left.join('; ')}`}\n`)
        await close()
      }
    }
  } finally {
    await world.stop()
  }
  return isClean
}
