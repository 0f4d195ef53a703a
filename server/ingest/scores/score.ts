import type { QualityWord, Run, SourceScores } from '#contract'

/** What the scores are made of. */
export interface Scored {
  /** Newest first. */
  runs: readonly Run[]
  everyMs: number | undefined
  now: number
  /** Who reported last time, and how many usually do. */
  reporting: { now: number; usual: number } | undefined
}

const DAY_MS = 86_400_000
/** A pass may come so much later than its rhythm. */
const SLACK = 1.5
const HUNDRED = 100
const WHOLE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })

interface Part {
  word: QualityWord
  good: number
  all: number
  text: string
}

/**
 * Four shares of the last day, as far back as passes are kept. Đúng: figures that were not doubtful. Đủ: places that reported, of those
 * that usually do. Sạch: readings that could be read. Sống: moments at which a good answer stood not longer than the rhythm allows.
 */
export function score({ runs, everyMs, now, reporting }: Scored): SourceScores {
  const counted = runs.filter(({ endedAt }) => now - endedAt <= DAY_MS)
  const total = (of: (run: Run) => number) => counted.reduce((sum, run) => sum + of(run), 0)
  const [accepted, held, rejected] = [total((run) => run.accepted), total((run) => run.held ?? 0), total((run) => run.rejected)]
  const from = counted.at(-1)?.startedAt
  const parts: Part[] = [
    { word: 'correct', good: accepted, all: accepted + held, text: `${WHOLE.format(held)} số đáng ngờ bị giữ lại` },
    { word: 'clean', good: accepted + held, all: accepted + held + rejected, text: `${WHOLE.format(rejected)} số không đọc được` },
    ...(reporting === undefined ? [] : [{ word: 'complete' as const, good: Math.min(reporting.now, reporting.usual), all: reporting.usual, text: `${WHOLE.format(reporting.usual - reporting.now)} nơi vắng mặt trong lần gần nhất` }]),
    ...(everyMs === undefined || from === undefined ? [] : [aliveOf(counted, { everyMs, now, from })]),
  ]
  const told = parts.filter(({ all }) => all > 0).map((part) => ({ ...part, score: round((HUNDRED * part.good) / part.all) }))
  return {
    ...Object.fromEntries(told.map(({ word, score: points }) => [word, points])),
    passes: counted.length, ...(from === undefined ? {} : { from }),
    lost: told.filter(({ score: points }) => points < HUNDRED).map(({ word, score: points, text }) => ({ word, points: round(HUNDRED - points), text })).sort((a, b) => b.points - a.points),
  }
}

/** Time with an answer no older than the rhythm allows, of all the time since the first pass counted. */
function aliveOf(runs: readonly Run[], { everyMs, now, from }: { everyMs: number; now: number; from: number }): Part {
  const allowed = everyMs * SLACK
  const good = runs.filter(({ error }) => error === undefined).map(({ endedAt }) => endedAt).sort((a, b) => a - b)
  const alive = good.reduce((sum, at, i) => sum + Math.min(allowed, (good[i + 1] ?? now) - at), 0)
  const since = Math.max(now - from, 1)
  const silent = Math.max(0, since - alive - Math.max(0, (good[0] ?? now) - from > allowed ? 0 : (good[0] ?? now) - from))
  const failed = runs.filter(({ error }) => error !== undefined).length
  return { word: 'alive', good: since - silent, all: since, text: `${WHOLE.format(silent / 60_000)} phút không có câu trả lời tốt${failed === 0 ? '' : `, ${WHOLE.format(failed)} lần hỏi hỏng`}` }
}

/** Never up: 99,96 is not all. */
const round = (points: number): number => Math.floor(points * 10) / 10
