import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startPlayedWorld } from '../e2e/played-world.ts'
import { openBrowser } from '../support/browser.ts'
import { SCENE_STATES } from './bad-states.ts'
import { type Looked, playScenes } from './play-scenes.ts'

/**
 * `npm run check:scenes [-- [--state live|late|lost] [--scene <scene>] <folder for pictures> [<address of a running server>]]`: every scene, or those named, at every
 * wall profile in every state: as the departments tell it, with late, old and silent figures, and behind a cut line; ends with 1
 * where something cannot be read. `npm test` looks at the main wall's scene at all profiles and at each other at one in turn, since
 * all pictures of ten scenes take minutes. Without an address the departments are played here, with no tables handed in by persons:
 * ask a running demonstration to see those scenes with figures.
 */
const write = (text: string) => void process.stdout.write(`${text}\n`)

function tell({ scene, grid, state, turn, faults }: Looked): void {
  const where = `${state} ${scene} ${grid}${turn === undefined ? '' : ` tile ${turn}`}`
  write(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${where}`)
  for (const { kind, panel, what } of faults) write(`     ${kind} in ${panel}: ${what}`)
}

async function lookAt(url: string) {
  const { browser, close } = await openBrowser()
  return { browser, server: { url }, stop: close }
}

const { values: asked, positionals } = parseArgs({ allowPositionals: true, options: { state: { type: 'string' }, scene: { type: 'string', multiple: true, default: [] } } })
const [pictures, running] = positionals
const states = SCENE_STATES.filter((state) => asked.state === undefined || asked.state === state)
if (states.length === 0) throw new Error(`--state: ${SCENE_STATES.join(', ')}`)
if (pictures !== undefined) await mkdir(pictures, { recursive: true })
const world = running === undefined ? await startPlayedWorld() : await lookAt(running)
try {
  const all: Looked[] = []
  for (const state of states) {
    all.push(...await playScenes({
      browser: world.browser,
      url: world.server.url,
      state,
      only: asked.scene,
      async looked(one, page) {
        tell(one)
        if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, `${state === 'live' ? '' : `${state}-`}${one.scene}-${one.grid}${one.turn === undefined ? '' : `-${one.turn}`}.png`) })
      },
    }))
  }
  const count = all.reduce((sum, { faults }) => sum + faults.length, 0)
  write(count === 0 ? `${all.length} pictures, nothing to object` : `${count} faults in ${all.length} pictures`)
  process.exitCode = count === 0 ? 0 : 1
} finally {
  await world.stop()
}
