import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { systems } from '../connectors/index.ts'
import { readConfig } from './config.ts'
import { formatFault, loadDeployment } from './deployment/index.ts'
import { describeError, StartError } from './errors.ts'
import { tryPass } from './ingest/index.ts'
import { fetchFor, makeProvince } from './province.ts'

/** `npm run connector:try -- <source> [--file answer.json] [--all]`: one pass of a source, shown and not published. */
const USAGE = 'connector:try <nguồn> [--file <câu trả lời đã lưu>] [--type application/json] [--all]'
const SHOWN = 20
/** Written at once: whoever looks at the first lines only must not break the rest. */
const lines: string[] = []
const say = (line: string) => void lines.push(line)

const { values, positionals } = parseArgs({ allowPositionals: true, options: { file: { type: 'string' }, type: { type: 'string', default: 'application/json' }, all: { type: 'boolean', default: false } } })

/** A variable nobody has set must not stop the try of another source: it stands as an address that leads nowhere. */
const unset = (name: string): string => `https://unset.invalid/${name}`
const UNSET = /https:\/\/unset\.invalid\/(\w+)/

async function loadForTrying(folder: string): ReturnType<typeof loadDeployment> {
  const first = await loadDeployment(folder, { env: undefined, demo: true, systems })
  if (!first.ok) return first
  const env = Object.fromEntries(first.deployment.variables.map((name) => [name, process.env[name] ?? unset(name)]))
  return await loadDeployment(folder, { env, demo: true, systems })
}

async function run(): Promise<void> {
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0) throw new StartError(USAGE)
  const { deploymentDir } = readConfig(process.env, process.cwd())
  const outcome = await loadForTrying(deploymentDir)
  if (!outcome.ok) throw new StartError(outcome.faults.map(formatFault).join('\n'))
  const province = makeProvince(outcome.deployment, true)
  const source = province.sources.find(({ info }) => info.id === id)
  const fault = province.faults.find((one) => one.source === id)
  if (source === undefined) throw new StartError(fault === undefined ? `Không có nguồn "${id}"; có: ${province.sources.map(({ info }) => info.id).join(', ')}` : `Nguồn ${id}: ${fault.message}`)
  const missing = UNSET.exec(JSON.stringify(source.settings.config))?.[1]
  if (missing !== undefined && values.file === undefined) throw new StartError(`Nguồn ${id} cần biến môi trường ${missing} / needs this environment variable`)
  const recorded = values.file === undefined ? undefined : [{ body: await readFile(path.resolve(values.file)), contentType: values.type, from: values.file }]
  say(`nguồn ${id} (${source.info.title.vi}) · ${source.info.driver}${recorded === undefined ? '' : ` · đọc tệp ${values.file}`}`)
  const tried = await tryPass(source, { recorded, now: Date.now(), contextFor: (one) => province.contextFor(one), fetchFor })
  if (!tried.ok) throw new StartError(`${tried.kind}: ${tried.reason}`)
  const { samples, rejects, rejectedCount } = tried.normalised
  say(`${tried.parts.reduce((sum, part) => sum + part.body.byteLength, 0)} byte, ${tried.normalised.records.length} bản ghi → ${samples.length} số, ${rejectedCount} lỗi`)
  const shown = values.all ? samples : samples.slice(0, SHOWN)
  for (const { series, value, at, period, coverage } of shown) say(`  ${series}  ${value}  ${new Date(at).toISOString()}${period === undefined ? '' : `  kỳ ${period}`}${coverage === undefined ? '' : `  ${coverage.reported}/${coverage.expected}`}`)
  if (shown.length < samples.length) say(`  … còn ${samples.length - shown.length}; --all để xem hết`)
  for (const { index, pointer, code, reason } of values.all ? rejects : rejects.slice(0, SHOWN)) say(`  lỗi: bản ghi ${index + 1}${pointer === undefined ? '' : ` ${pointer}`} (${code}): ${reason.vi}`)
  say('Không gửi gì lên hệ thống / nothing was published')
  if (samples.length === 0) process.exitCode = 1
}

await run().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof StartError ? thrown.message : describeError(thrown)}\n`)
  process.exitCode = 1
})
process.stdout.on('error', () => {}).write(lines.map((line) => `${line}\n`).join(''))
