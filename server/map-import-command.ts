import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { systems } from '../connectors/index.ts'
import type { Locality, Text } from '#contract'
import { readConfig } from './config.ts'
import { formatFault, loadDeployment } from './deployment/index.ts'
import { describeError, StartError } from './errors.ts'
import { fileOf, importMap, saveMap, wantedOn } from './geo/index.ts'

/**
 * `npm run map:import -- <file> --code-field ma_xa --name-field ten_xa --source "…"`: a wrong file leaves the map as it is. With
 * `--day 2025-06-30` (and `--level district`) the file is of an earlier era: it lies beside the map of now and is drawn for days of then.
 */
const USAGE = 'map:import <tệp.geojson> --code-field <trường mã> --name-field <trường tên> [--source "nguồn, giấy phép"] [--allow-missing] [--day 2025-06-30] [--level commune|district]'
const say = (line: string) => process.stdout.write(`${line}\n`)
const tell = ({ vi, en }: Text) => say(`${vi} / ${en}`)

async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'code-field': { type: 'string' }, 'name-field': { type: 'string' }, source: { type: 'string' }, 'allow-missing': { type: 'boolean', default: false }, day: { type: 'string' }, level: { type: 'string', default: 'commune' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0 || (values['code-field'] ?? values['name-field']) === undefined) {
    say(USAGE)
    return false
  }
  const { dataDir, deploymentDir } = readConfig(process.env, process.cwd())
  const level = values.level
  if (level !== 'commune' && level !== 'district') throw new StartError('--level là commune hoặc district / is commune or district')
  const layer = await wantedOn(deploymentDir, { day: values.day, level }, () => readLocalities(deploymentDir))
  if (!layer.ok) throw new StartError(`${layer.fault.vi} / ${layer.fault.en}`)
  const { wanted, around, lastDay, told } = layer
  told.forEach(tell)
  const outcome = importMap(await readFile(file, 'utf8'), {
    wanted, around, codeField: values['code-field'], nameField: values['name-field'], source: values.source,
    fileName: path.basename(file), allowMissing: values['allow-missing'], now: Date.now(),
  })
  outcome.report.forEach(tell)
  if (!outcome.ok) {
    outcome.faults.forEach(tell)
    tell({ vi: 'Không nhập; bản đồ đang dùng giữ nguyên', en: 'not imported; the map in use stays' })
    return false
  }
  await saveMap(dataDir, outcome.text, fileOf(level, lastDay))
  tell({ vi: `Đã nhập, ${(outcome.text.length / 1000).toFixed(0)} kB; bản trước được giữ lại`, en: 'imported; the one before is kept' })
  return true
}

/** The deployment's own, of all eras. */
async function readLocalities(deploymentDir: string): Promise<readonly Locality[]> {
  const loaded = await loadDeployment(deploymentDir, { env: undefined, demo: true, systems })
  if (!loaded.ok) throw new StartError(loaded.faults.map(formatFault).join('\n'))
  return loaded.deployment.catalogue.localities
}

process.exitCode = (await run().catch((thrown: unknown) => {
  tell({ vi: `Không nhập được: ${describeError(thrown)}`, en: 'cannot be imported' })
  return false
})) ? 0 : 1
