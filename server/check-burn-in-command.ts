import path from 'node:path'
import { systems } from '../connectors/index.ts'
import { formatFault, loadDeployment } from './deployment/index.ts'
import { createZone } from './freshness/index.ts'
import { burnInOf, createDays } from './walls/index.ts'

/** `npm run check:burn-in [-- folder]`: what the next 24 hours of each wall's schedule do to its glass; ends with 1 where a wall that rotates goes beyond. */
const ROOT = path.resolve(import.meta.dirname, '..')
const folder = process.argv[2] === undefined ? path.join(ROOT, 'deployments/tay-ninh') : path.resolve(process.argv[2])
const say = (line: string) => process.stdout.write(`${line}\n`)

const outcome = await loadDeployment(folder, { env: undefined, demo: true, systems })
if (outcome.ok) {
  const { walls, scenes, timeZone, calendar } = outcome.deployment
  const days = createDays({ zone: createZone(timeZone), calendar })
  for (const wall of walls) {
    const { worstHours, worstPanel, longestMinutes, longestScene, faults } = burnInOf({ wall, scenes, days, from: Date.now() })
    const rotates = wall.rotation !== undefined || wall.schedule.length > 0
    say(`${faults.length === 0 ? 'ok  ' : rotates ? 'FAIL' : 'note'} ${wall.id}: ${worstHours.toFixed(1)} h sáng một chỗ (${worstPanel}), đứng yên lâu nhất ${Math.round(longestMinutes)} phút (${longestScene})${rotates ? '' : '; tường này không xoay vòng / does not rotate'}`)
    for (const fault of faults) say(`     ${fault}`)
    if (rotates && faults.length > 0) process.exitCode = 1
  }
} else {
  for (const fault of outcome.faults) say(formatFault(fault))
  process.exitCode = 1
}
