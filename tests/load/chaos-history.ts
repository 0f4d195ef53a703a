import { startDepartments } from '../../fixtures/departments/start-departments.ts'
import { openKeptHistory } from '../support/kept-history.ts'
import { openLog } from '../support/read-log.ts'
import { startTestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { runStop } from './chaos-stop.ts'
import { type HistoryBlow, type HistoryOutcome, runHistoryRound } from './history-round.ts'

const BLOWS: HistoryBlow[] = ['kill history', 'kill postgres', 'freeze postgres']
const STOP_NAME = 'stop postgres'
const STOP_COLUMNS = ['blow', 'samples', 'refused', 'live stood still ms', 'Redis peak MB of bound MB', 'backlog', 'drained after ms', 'samples/s', 'differing', 'wrong hours', 'faults']
/** A wall that moves at the province's rhythm stands for a second at most; a burst of pushes and two cores explain the rest. */
const LIVE_STOOD_AT_MOST_MS = 5_000
const COLUMNS = ['blow', 'rounds', 'samples', 'corrections', 'drained after ms (median, worst)', 'differing', 'wrong hours']

interface ChaosOptions {
  only: string
  rounds: number
  frozenMs: number
  /** How long PostgreSQL is away in the one run of `stop postgres`. */
  stoppedMs: number
  print(cells: readonly (string | number)[]): void
}

/** Blows at the history role and at PostgreSQL, under load, and what PostgreSQL holds afterwards beside the log; answers the faults. */
export async function runHistoryChaos(options: ChaosOptions): Promise<number> {
  return (await runBlows(options)) + (STOP_NAME.includes(options.only) ? await stopOnce(options) : 0)
}

async function runBlows({ only, rounds, frozenMs, print }: ChaosOptions): Promise<number> {
  const blows = BLOWS.filter((blow) => blow.includes(only))
  if (blows.length === 0) return 0
  print(COLUMNS)
  print(COLUMNS.map(() => '---'))
  let wrong = 0
  for (const blow of blows) {
    const outcomes = await runBlow(blow, rounds, frozenMs)
    const drained = outcomes.map(({ drainedAfterMs }) => drainedAfterMs).toSorted((a, b) => a - b)
    const [differing, wrongHours] = [sumOf(outcomes, 'differing'), sumOf(outcomes, 'wrongHours')]
    wrong += differing + wrongHours
    print([blow === 'freeze postgres' ? `${blow} ${frozenMs / 1000} s` : blow, outcomes.length, sumOf(outcomes, 'samples'), sumOf(outcomes, 'corrections'), `${drained[Math.floor(drained.length / 2)] ?? 0}, ${drained.at(-1) ?? 0}`, differing, wrongHours])
  }
  return wrong
}

async function runBlow(blow: HistoryBlow, rounds: number, frozenMs: number): Promise<HistoryOutcome[]> {
  const server = await startTestServer({ LOG_LEVEL: 'silent', DATABASE_URL: '' })
  const log = await openLog(server.dataDir)
  const kept = await openKeptHistory(server.dataDir)
  try {
    await waitUntil('history stands', async () => (await kept.db.query('select 1 from reader')).length === 1, { withinMs: 120_000, everyMs: 100 })
    const outcomes: HistoryOutcome[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const outcome = await runHistoryRound(server, log, kept, { blow, frozenMs })
      outcomes.push(outcome)
      process.stderr.write(`${blow}, round ${round}: ${outcome.samples} samples, ${outcome.differing} differing, ${outcome.wrongHours} wrong hours\n`)
    }
    return outcomes
  } finally {
    await kept.close()
    await log.close()
    await server.stop()
  }
}

const sumOf = (outcomes: readonly HistoryOutcome[], key: 'samples' | 'corrections' | 'differing' | 'wrongHours'): number => outcomes.reduce((sum, one) => sum + one[key], 0)

/** The whole province plays; nothing may be lost, the wall may not stand, and Redis must stay under its bound. */
async function stopOnce({ stoppedMs, print }: ChaosOptions): Promise<number> {
  print(STOP_COLUMNS)
  print(STOP_COLUMNS.map(() => '---'))
  const departments = await startDepartments({ port: 0, seed: 2025 })
  try {
    const one = await runStop({ stoppedMs, burstEveryMs: 20_000, burstMs: 1_000, departmentsUrl: departments.url })
    const faults = [
      one.refused > 0 && 'refused', one.liveStoodMs > LIVE_STOOD_AT_MOST_MS && 'the wall stood', one.redisPeakBytes >= one.redisBoundBytes && 'Redis over its bound', one.said.ok && 'told as well',
    ].filter((fault) => fault !== false)
    print([
      `${STOP_NAME} ${stoppedMs / 1000} s`, one.samples, one.refused, one.liveStoodMs, `${Math.round(one.redisPeakBytes / 1e6)} of ${Math.round(one.redisBoundBytes / 1e6)}`, one.backlog, one.drainedAfterMs,
      Math.round((one.backlog / one.drainedAfterMs) * 1000), one.differing, one.wrongHours, faults.join(', '),
    ])
    return one.differing + one.wrongHours + faults.length
  } finally {
    await departments.stop()
  }
}
