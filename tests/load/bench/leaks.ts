import { Wall } from '#contract'
import { enter } from '../../e2e/access-suite.ts'
import { everyPage, makeBoard } from '../../e2e/every-page.ts'
import { type Held, visitAgain } from '../../e2e/leaks.ts'
import { type PlayedWorld, startPlayedWorld } from '../../e2e/played-world.ts'
import { readReady } from '../../support/read-ready.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { withCleanUp } from './clean-up.ts'

/** `npm run soak -- leaks [50 [leader /leader/plans …]]`: leaves every page, or those of these accounts or addresses, and comes back so many times; nothing may be left behind. */
const times = Number(process.argv[3] ?? 50)
const only = process.argv.slice(4)

/** The whole of a wall, small: nobody looks at it. */
const SIZE = { width: 2_880, height: 1_080 }

/** Windows at once: each has a process of its own, and mostly waits. */
const SIDE_BY_SIDE = 3

const say = (line: string) => process.stdout.write(`${line}\n`)
const TOLD = ['charts', 'maps', 'canvases', 'observers', 'sockets', 'listeners', 'nodes', 'detached', 'heapMb'] as const satisfies readonly (keyof Held)[]

export const countLeaks = (): Promise<boolean> => withCleanUp(async (ends) => {
  const world = await startPlayedWorld()
  ends.push(world.stop)
  await waitUntil('PostgreSQL stands', async () => (await readReady(world.server.url, 'history')).ok, { withinMs: 120_000, everyMs: 200 })
  const { page, close } = await enter(world, 'lead')
  await makeBoard(page)
  await close()
  const walls = Wall.array().parse(await (await fetch(`${world.server.url}/api/v1/walls`)).json())
  const asked = Object.entries(everyPage(walls)).flatMap(([who, pages]) => pages.map((visited) => ({ who, visited }))).filter(({ who, visited }) => only.length === 0 || only.includes(who) || only.includes(visited[0]))
  const faults: string[] = []
  const visitAll = async () => {
    for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
      const { who, visited } = next
      const fault = await leaveAndComeBack(world, who, visited).catch((thrown: unknown) => String(thrown).split('\n')[0])
      if (fault !== undefined) say(`FAIL ${faults[faults.push(`${who} ${visited[0]}: ${fault}`) - 1]}`)
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, visitAll))
  say(faults.length === 0 ? 'nothing was left behind' : `${faults.length} pages leave something behind:\n${faults.join('\n')}`)
  return faults.length === 0
})

/** What is left behind, in words; one line for each page. */
async function leaveAndComeBack(world: PlayedWorld, who: string, visited: readonly [at: string, ready: string]): Promise<string | undefined> {
  const { page, problems, close } = await enter(world, who === 'walls' ? 'nobody' : who, who === 'walls' ? SIZE : undefined)
  try {
    const { first, last, open, left } = await visitAgain(page, visited, times)
    say(`${left.length === 0 ? 'ok  ' : 'LEFT'} ${who} ${visited[0]} (open: ${open.charts} charts, ${open.maps} maps, ${open.canvases} canvases, ${open.sockets} sockets) ${TOLD.map((name) => `${name} ${first[name]}>${last[name]}`).join(' ')}`)
    const all = [...left, ...problems]
    return all.length === 0 ? undefined : all.join('; ')
  } finally {
    await close()
  }
}
