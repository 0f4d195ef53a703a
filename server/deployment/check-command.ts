import path from 'node:path'
import { systems } from '../../connectors/index.ts'
import { formatFault } from './fault.ts'
import { loadDeployment } from './load-deployment.ts'

/** `npm run check:deployment [-- folder]`: every fault on one line, or what there is. Secrets are not needed for it. */
const ROOT = path.resolve(import.meta.dirname, '../..')
const folder = process.argv[2] === undefined ? path.join(ROOT, 'deployments/tay-ninh') : path.resolve(process.argv[2])
const say = (line: string) => process.stdout.write(`${line}\n`)

const outcome = await loadDeployment(folder, { env: undefined, demo: true, systems })
if (outcome.ok) {
  const { catalogue, sources, scenes, walls, variables } = outcome.deployment
  const { indicators, agencies, localities, sites, targets } = catalogue
  say(`đúng / correct: ${indicators.length} chỉ số, ${agencies.length} cơ quan, ${localities.length} địa bàn, ${sites.length} điểm đo, ${targets.length} chỉ tiêu, ${sources.length} nguồn, ${scenes.length} kịch bản, ${walls.length} màn hình ghép`)
  if (variables.length > 0) say(`biến môi trường cần đặt / variables the sources ask for: ${variables.join(', ')}`)
} else {
  for (const fault of outcome.faults) say(formatFault(fault))
  process.exitCode = 1
}
