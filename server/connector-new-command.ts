import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { systems } from '../connectors/index.ts'
import { loadDeployment } from './deployment/index.ts'
import { describeError, StartError } from './errors.ts'
import { proposeSystem } from './scaffold/propose-system.ts'
import { registerLines, writeSystem } from './scaffold/write-system.ts'

/** `npm run connector:new -- <id> --answer file.json --title "…" --agency gov.x`: a system drafted from one recorded answer. */
const USAGE = 'connector:new <id> --answer <tệp .json> --title "<tên hệ thống>" --agency <mã cơ quan>   (docs/guide/new-department.md)'
const ROOT = path.resolve(import.meta.dirname, '..')
const say = (line: string) => process.stdout.write(`${line}\n`)

const { values, positionals } = parseArgs({ allowPositionals: true, options: { answer: { type: 'string' }, title: { type: 'string' }, agency: { type: 'string' }, into: { type: 'string', default: ROOT } } })

async function run(): Promise<void> {
  const [id, ...more] = positionals
  const { answer, title, agency, into } = values
  if (id === undefined || more.length > 0 || answer === undefined || title === undefined || agency === undefined) throw new StartError(USAGE)
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw new StartError(`Mã "${id}" không dùng được; mẫu: du-lich / not a usable id`)
  const outcome = await loadDeployment(path.join(ROOT, 'deployments/tay-ninh'), { env: undefined, demo: true, systems })
  if (!outcome.ok) throw new StartError('Cấu hình triển khai sai; chạy npm run check:deployment / the deployment is wrong')
  const { catalogue } = outcome.deployment
  if (!catalogue.agencies.some((one) => one.id === agency)) throw new StartError(`Không có cơ quan "${agency}" trong agencies.csv / no such agency`)
  const bytes = await readFile(answer)
  const proposal = proposeSystem(parse(bytes.toString('utf8'), answer), catalogue)
  if (proposal.readings.length === 0) say('Không trường số nào khớp tên chỉ số; bản nháp để trống phần readings / no field matches an indicator')
  const files: Record<string, string | Buffer> = { ...writeSystem(proposal, { id, title, agency }), [`fixtures/systems/${id}/good/answer.json`]: bytes }
  for (const file of Object.keys(files)) if (await access(path.join(into, file)).then(() => true, () => false)) throw new StartError(`Đã có ${file}; không ghi đè / is there already`)
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(into, file)), { recursive: true })
    await writeFile(path.join(into, file), text)
    say(`viết / wrote  ${file}`)
  }
  say(`\n${proposal.recordCount} bản ghi ở ${proposal.recordsAt === '' ? '(gốc)' : proposal.recordsAt}; nơi: ${proposal.locality ?? 'chưa rõ'}; thời điểm: ${proposal.at?.pointer ?? 'lúc trả lời'}`)
  for (const { value, indicator, score } of proposal.readings) say(`  ${value}  →  ${indicator}  (${Math.round(score * 100)} %)`)
  for (const pointer of proposal.unknown) say(`  ${pointer}  →  chưa rõ / unknown`)
  say(`\nĐọc lại system.ts, rồi thêm vào connectors/index.ts / read it over, then register it:\n${registerLines(id).map((line) => `  ${line}`).join('\n')}\nThử không gửi / try it: npm run connector:try -- ${id} --file ${answer}`)
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StartError(`${file} không phải JSON: ${describeError(cause)}`)
  }
}

run().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof StartError ? thrown.message : describeError(thrown)}\n`)
  process.exitCode = 1
})
