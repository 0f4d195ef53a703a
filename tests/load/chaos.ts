import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLog } from '../support/read-log.ts'
import { startTestServer } from '../support/server.ts'
import { makeSlowFsync } from '../support/slow-fsync.ts'
import { runHistoryChaos } from './chaos-history.ts'
import { type Blow, type RoundOutcome, runKillRound } from './kill-round.ts'

/** `npm run chaos`: the kill tests at length. Shorter: `ROUNDS=3 npm run chaos`, or only some: `npm run chaos -- postgres`. */
const only = process.argv[2] ?? ''
const ROUNDS = Number(process.env['ROUNDS'] ?? 20)
const FROZEN_MS = 30_000
const HISTORY_FROZEN_MS = Number(process.env['FROZEN_MS'] ?? 60_000)
const STOPPED_MS = Number(process.env['STOPPED_MS'] ?? 600_000)
const SLOW_FSYNC_MS = 30
const KILLS: Blow[] = ['kill server', 'kill redis', 'kill both']

interface Series {
  name: string
  blow: Blow
  rounds: number
  isSlow: boolean
}

const PLAN: Series[] = [
  ...KILLS.map((blow) => ({ name: blow, blow, rounds: ROUNDS, isSlow: false })),
  ...KILLS.map((blow) => ({ name: `${blow}, fsync ${SLOW_FSYNC_MS} ms`, blow, rounds: ROUNDS, isSlow: true })),
  { name: `freeze redis ${FROZEN_MS / 1000} s`, blow: 'freeze redis', rounds: 1, isSlow: false },
]
const COLUMNS = ['blow', 'rounds', 'batches', 'samples', 'resent', '503', 'cut', 'unheard', 'back after ms (median, worst)', 'lost', 'doubled', 'miscounted', 'falsely accepted']

const print = (cells: readonly (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)

async function runSeries({ blow, rounds, isSlow }: Series): Promise<RoundOutcome[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'ioc-chaos-'))
  const server = await startTestServer({ LOG_LEVEL: 'silent', ...(isSlow ? await makeSlowFsync(dir, SLOW_FSYNC_MS) : {}) })
  const log = await openLog(server.dataDir)
  try {
    const outcomes: RoundOutcome[] = []
    for (let round = 0; round < rounds; round += 1) outcomes.push(await runKillRound(server, log, { blow, frozenMs: FROZEN_MS }))
    return outcomes
  } finally {
    await log.close()
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

const wrongOf = (outcome: RoundOutcome) => outcome.lost.length + outcome.doubled.length + outcome.miscounted + outcome.falselyAccepted + outcome.unheard

let wrong = 0
const plan = PLAN.filter(({ name }) => name.includes(only))
if (plan.length > 0) {
  print(COLUMNS)
  print(COLUMNS.map(() => '---'))
}
for (const series of plan) {
  const outcomes = await runSeries(series)
  const sum = (of: (outcome: RoundOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  const back = outcomes.map(({ backAfterMs }) => backAfterMs).toSorted((a, b) => a - b)
  wrong += sum(wrongOf)
  print([
    series.name, outcomes.length, sum((one) => one.batches), sum((one) => one.samples), sum((one) => one.resent), sum((one) => one.refused503), sum((one) => one.cut), sum((one) => one.unheard),
    `${back[Math.floor(back.length / 2)] ?? 0}, ${back.at(-1) ?? 0}`,
    sum((one) => one.lost.length), sum((one) => one.doubled.length), sum((one) => one.miscounted), sum((one) => one.falselyAccepted),
  ])
}
wrong += await runHistoryChaos({ only, rounds: ROUNDS, frozenMs: HISTORY_FROZEN_MS, stoppedMs: STOPPED_MS, print })
process.stdout.write(wrong === 0 ? 'every accepted sample is in the log and in PostgreSQL exactly once\n' : `${wrong} faults\n`)
process.exitCode = wrong === 0 ? 0 : 1
