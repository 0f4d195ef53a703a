import { openKeptHistory } from '../support/kept-history.ts'
import { openLog } from '../support/read-log.ts'
import { startTestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'
import { type HistoryBlow, type HistoryOutcome, runHistoryRound } from './history-round.ts'

const BLOWS: HistoryBlow[] = ['kill history', 'kill postgres', 'freeze postgres']
const COLUMNS = ['blow', 'rounds', 'samples', 'corrections', 'drained after ms (median, worst)', 'differing', 'wrong hours']

/** Blows at the history role and at PostgreSQL, under load, and what PostgreSQL holds afterwards beside the log; answers the faults. */
export async function runHistoryChaos({ only, rounds, frozenMs, print }: { only: string; rounds: number; frozenMs: number; print(cells: readonly (string | number)[]): void }): Promise<number> {
  const blows = BLOWS.filter((blow) => blow.includes(only))
  if (blows.length === 0) return 0
  print(COLUMNS)
  print(COLUMNS.map(() => '---'))
  let wrong = 0
  for (const blow of blows) {
    const outcomes = await runBlow(blow, rounds, frozenMs)
    const drained = outcomes.map(({ drainedAfterMs }) => drainedAfterMs).toSorted((a, b) => a - b)
    const [differing, wrongHours] = [outcomes.reduce((sum, one) => sum + one.differing, 0), outcomes.reduce((sum, one) => sum + one.wrongHours, 0)]
    wrong += differing + wrongHours
    print([blow === 'freeze postgres' ? `${blow} ${frozenMs / 1000} s` : blow, outcomes.length, outcomes.at(-1)?.samples ?? 0, outcomes.at(-1)?.corrections ?? 0, `${drained[Math.floor(drained.length / 2)] ?? 0}, ${drained.at(-1) ?? 0}`, differing, wrongHours])
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
    for (let round = 0; round < rounds; round += 1) outcomes.push(await runHistoryRound(server, log, kept, { blow, frozenMs }))
    return outcomes
  } finally {
    await kept.close()
    await log.close()
    await server.stop()
  }
}
