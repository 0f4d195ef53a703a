import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * `npm run check` and `npm test`: runs every check, then the tests, prints what failed, and ends with one line
 * `N passed, N failed`. A check counts as one; a test as one.
 */
const ROOT = path.resolve(import.meta.dirname, '../..')
const bin = (name: string) => path.join(ROOT, 'node_modules', '.bin', name)
const onlyChecks = process.argv[2] === 'check'

interface Step {
  name: string
  command: string
  args: string[]
}

const CHECKS: Step[] = [
  { name: 'types (server)', command: bin('tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'types (contract)', command: bin('tsc'), args: ['-p', 'server/contract/tsconfig.json'] },
  { name: 'types (client)', command: bin('tsc'), args: ['-p', 'client/tsconfig.json'] },
  { name: 'types (client tests)', command: bin('tsc'), args: ['-p', 'client/tsconfig.test.json'] },
  { name: 'types (worker)', command: bin('tsc'), args: ['-p', 'client/worker/tsconfig.json'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware'] },
  { name: 'deployment', command: bin('tsx'), args: ['server/deployment/check-command.ts'] },
]

function run(step: Step, extra: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(step.command, step.args, { cwd: ROOT, env: { ...process.env, FORCE_COLOR: '0', ...extra }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (step.name === 'tests') process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

let passed = 0
let failed = 0
/** Told once more at the very end: of a long run, the end is what is read and kept. */
const told: string[] = []
for (const step of CHECKS) {
  const startedAt = Date.now()
  const { code, output } = await run(step)
  if (code === 0) passed += 1
  else failed += 1
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`)
  if (code === 0) continue
  process.stdout.write(`${output}\n`)
  told.push(`FAIL ${step.name}\n${output.slice(0, 2000)}`)
}

/** Side by side, so that two cores are never idle: a killed server waits where a browser draws. Of browsers, and of whole streets, one file at a time. */
const LANES = onlyChecks
  ? [{ name: 'arch', projects: ['arch'], workers: 2 }]
  : [{ name: 'parts', projects: ['arch', 'unit', 'dom', 'contract'], workers: 2 }, { name: 'pipeline', projects: ['pipeline'], workers: 1 }, { name: 'e2e', projects: ['e2e'], workers: 1 }]

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}

/** What failed of a lane, each with its file and the head of its reason; a file without tests is told by its own. */
function failuresOf({ testResults }: Report): string[] {
  return testResults.flatMap((file) => {
    const at = path.relative(ROOT, file.name)
    if (file.status === 'failed' && file.assertionResults.length === 0) return [`FAIL ${at}\n${file.message.slice(0, 2000)}`]
    return file.assertionResults
      .filter(({ status }) => status !== 'passed')
      .map(({ fullName, status, failureMessages = [] }) => `FAIL ${at} > ${fullName} (${status})\n${failureMessages.join('\n').slice(0, 2000)}`)
  })
}

/** The part of vitest's words that tells of errors belonging to no test, else its last. */
function outsideTests(output: string): string {
  const at = output.indexOf('Unhandled')
  return at < 0 ? output.slice(-2000) : output.slice(at, at + 2000)
}

async function runLane({ name, projects, workers }: (typeof LANES)[number]): Promise<void> {
  const report = path.join(tmpdir(), `ioc-test-${process.pid}-${name}.json`)
  const { code, output } = await run({ name: 'tests', command: bin('vitest'), args: ['run', ...projects.flatMap((one) => ['--project', one]), `--maxWorkers=${workers}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] })
  try {
    const result = JSON.parse(await readFile(report, 'utf8')) as Report // vitest's own JSON reporter
    const broken = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
    passed += result.numPassedTests
    failed += result.numFailedTests + broken + result.numPendingTests
    told.push(...failuresOf(result))
    // A run that ends badly for a reason outside the tests (an unhandled rejection) must not look green.
    if (code !== 0 && result.numFailedTests + broken === 0) {
      failed += 1
      told.push(`FAIL ${name}: ended with ${code} though no test failed\n${outsideTests(output)}`)
    }
  } catch (cause) {
    told.push(`FAIL ${name}: no test report: ${String(cause)}\n${output.slice(-2000)}`)
    failed += 1
  }
  await rm(report, { force: true })
}
await Promise.all(LANES.map(runLane))
for (const one of told) process.stdout.write(`\n${one}\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
