import type { SourceScores } from '#contract'
import type { ConfiguredSource } from '../configure.ts'
import type { PassDeps } from '../pass.ts'
import type { Quarantine } from '../quarantine.ts'
import { score } from './score.ts'

/** As far back as a page may wait for. */
const MOST_RUNS = 1_000
/** Every screen that asks would otherwise read a thousand passes of each source. */
const KEPT_MS = 10_000

type ScoreOf = (source: ConfiguredSource) => Promise<SourceScores>

/** How sources did over the last day. */
export function createScores(deps: Pick<PassDeps, 'bus' | 'clock'> & { quarantine: Quarantine }): ScoreOf {
  const kept = new Map<string, { at: number; scores: Promise<SourceScores> }>()
  return (source) => {
    const { id } = source.info
    const now = deps.clock.now()
    const last = kept.get(id)
    if (last !== undefined && now - last.at < KEPT_MS) return last.scores
    const scores = askScores(source, now, deps)
    kept.set(id, { at: now, scores })
    scores.catch(() => kept.delete(id))
    return scores
  }
}

async function askScores({ info, driver }: ConfiguredSource, now: number, { bus, quarantine }: Parameters<typeof createScores>[0]): Promise<SourceScores> {
  const runs = await bus.runs(info.id, MOST_RUNS)
  const { learnt } = await quarantine.memory(info.id)
  const seen = Object.values(learnt.subjects).map(([, , seenAt]) => seenAt)
  const newest = Math.max(...seen)
  const reporting = driver.kind !== 'poll' || seen.length < 2 ? undefined : { now: seen.filter((at) => at === newest).length, usual: seen.length }
  return score({ runs, everyMs: driver.kind === 'poll' ? info.everyMs : undefined, now, reporting })
}
