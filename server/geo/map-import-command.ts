import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Text } from '#contract'
import { readConfig } from '../config.ts'
import { describeError } from '../errors.ts'
import { importMap, readWanted, saveMap } from './index.ts'

/** `npm run map:import -- <file> --code-field ma_xa --name-field ten_xa --source "…"`: a wrong file leaves the map as it is. */
const USAGE = 'map:import <tệp.geojson> --code-field <trường mã> --name-field <trường tên> [--source "nguồn, giấy phép"] [--allow-missing]'
const say = (line: string) => process.stdout.write(`${line}\n`)
const tell = ({ vi, en }: Text) => say(`${vi} / ${en}`)

async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'code-field': { type: 'string' }, 'name-field': { type: 'string' }, source: { type: 'string' }, 'allow-missing': { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0 || (values['code-field'] ?? values['name-field']) === undefined) {
    say(USAGE)
    return false
  }
  const { dataDir, deploymentDir } = readConfig(process.env, process.cwd())
  const outcome = importMap(await readFile(file, 'utf8'), {
    ...(await readWanted(deploymentDir)), codeField: values['code-field'], nameField: values['name-field'], source: values.source,
    fileName: path.basename(file), allowMissing: values['allow-missing'], now: Date.now(),
  })
  outcome.report.forEach(tell)
  if (!outcome.ok) {
    outcome.faults.forEach(tell)
    tell({ vi: 'Không nhập; bản đồ đang dùng giữ nguyên', en: 'not imported; the map in use stays' })
    return false
  }
  await saveMap(dataDir, outcome.text)
  tell({ vi: `Đã nhập, ${(outcome.text.length / 1000).toFixed(0)} kB; bản trước được giữ lại`, en: 'imported; the one before is kept' })
  return true
}

process.exitCode = (await run().catch((thrown: unknown) => {
  tell({ vi: `Không nhập được: ${describeError(thrown)}`, en: 'cannot be imported' })
  return false
})) ? 0 : 1
