import type { SourceId } from '#contract'
import type { Bus } from '../bus/bus.ts'
import { countRun, isAnswered } from './count-run.ts'
import { createSums, type Sums } from './sums.ts'
import { beginWatch, spend, standsUntil, type Watch } from './watch-time.ts'

/** As far back as a page may wait for. */
const MOST_RUNS = 1_000
const DAY_MS = 86_400_000

/** Without PostgreSQL: the passes of the last day that the bus still has. What was planned is not known then. */
export async function tallyRuns(bus: Pick<Bus, 'runs'>, source: SourceId, now: number): Promise<{ sums: Sums; from: number | undefined }> {
  const runs = (await bus.runs(source, MOST_RUNS)).filter(({ endedAt }) => now - endedAt <= DAY_MS).reverse()
  const sums = createSums()
  let watch: Watch | undefined
  const spendTo = (to: number) => {
    if (watch === undefined) return
    const { all, lost } = spend(watch, to, [])
    for (const [what, stretches] of [['#time', all], ['on-time', lost]] as const) sums.add({ dataset: '', what, n: stretches.reduce((sum, one) => sum + one.to - one.from, 0) })
    watch.sinceAt = to
  }
  for (const run of runs) {
    for (const count of countRun(run, false)) sums.add(count)
    const everyMs = run.tally?.everyMs
    if (everyMs === undefined) continue
    spendTo(run.endedAt)
    const isGood = isAnswered(run)
    watch ??= beginWatch(run.endedAt, everyMs, isGood)
    if (isGood) watch.coveredUntil = standsUntil(run.endedAt, everyMs)
  }
  spendTo(now)
  return { sums, from: runs[0]?.startedAt }
}
