import { CHECK_OF_REJECT, type Finding, type Reject, type Run, type Sample, type Tally } from '#contract'
import type { ConfiguredSource } from '../configure.ts'
import type { Losses } from '../drift/losses.ts'

type Lost = NonNullable<Tally['lost']>

/** Of a pass that brought nothing: asked and, as far as it goes, answered. */
export const emptyTally = ({ info: { everyMs } }: ConfiguredSource): Tally => ({ figures: {}, ...(everyMs === undefined ? {} : { everyMs }) })

/** Of one that failed. What was answered and could not be read at all had not the shape we read; the rest was no answer. */
export function tallyOfFailure(source: ConfiguredSource, kind: NonNullable<Run['error']>['kind']): Tally {
  return kind === 'malformed' ? { ...emptyTally(source), isJudged: true, lost: [['fields', '', 1]] } : { ...emptyTally(source), lost: [['answered', '', 1]] }
}

/** Of an answer that was read: each figure, and each that was refused. */
export function tallyOf(source: ConfiguredSource, { samples, rejects, rejectedCount }: { samples: readonly Pick<Sample, 'series'>[]; rejects: readonly Reject[]; rejectedCount: number }): Tally {
  const counts = new Map<string, number>()
  const add = (dataset: string, n = 1) => counts.set(dataset, (counts.get(dataset) ?? 0) + n)
  for (const { series } of samples) add(series.slice(0, series.indexOf('@')))
  const datasetAt = datasetsOf(source)
  const lost: Lost = []
  for (const { code, pointer } of rejects) {
    const dataset = (pointer === undefined ? undefined : datasetAt.get(pointer)) ?? ''
    add(dataset)
    lost.push([CHECK_OF_REJECT[code], dataset, 1])
  }
  // Only the first thousand come with their reason.
  const more = rejectedCount - rejects.length
  if (more > 0) {
    add('', more)
    lost.push(['readable', '', more])
  }
  return withLost({ ...emptyTally(source), figures: Object.fromEntries(counts) }, lost)
}

/** With what the answer lost beside all that were before it. */
export function addLosses(tally: Tally, losses: Losses | undefined): Tally {
  if (losses === undefined) return tally
  const { lost = [], ...rest } = tally
  const known = new Set(lost.map(([check]) => check))
  // Rows that came twice are refused already where the figures were told twice.
  const fresh = losses.lost.filter(([check, dataset]) => !(check === 'unique' && dataset === '' && known.has('unique')))
  return withLost({ ...rest, isJudged: true, ...(losses.places === undefined ? {} : { places: losses.places }) }, [...lost, ...fresh])
}

/** Of two parts of one pass. */
export function joinTallies(a: Tally | undefined, b: Tally | undefined): Tally | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const figures = { ...a.figures }
  for (const [dataset, n] of Object.entries(b.figures)) figures[dataset] = (figures[dataset] ?? 0) + n
  const { lost: _ofA, ...rest } = a
  return withLost({ ...rest, figures }, [...(a.lost ?? []), ...(b.lost ?? [])])
}

const MOST_FINDINGS = 12

/** What is kept of findings with a pass: their examples lie in its bytes. */
export const briefFindings = (findings: readonly Finding[]): Pick<Run, 'findings'> =>
  (findings.length === 0 ? {} : { findings: findings.slice(0, MOST_FINDINGS).map(({ example: _example, ...finding }) => finding) })

/** Where a figure stands says which it is, unless several stand there by turns. */
function datasetsOf({ system, settings }: ConfiguredSource): Map<string, string> {
  const at = new Map<string, string>()
  for (const { indicator, value } of system.readings) {
    const pointer = (Object.hasOwn(settings.readings, indicator) ? settings.readings[indicator]?.value : undefined) ?? value
    at.set(pointer, at.has(pointer) && at.get(pointer) !== indicator ? '' : indicator)
  }
  return at
}

function withLost(tally: Omit<Tally, 'lost'>, lost: Lost): Tally {
  const sums = new Map<string, Lost[number]>()
  for (const [check, dataset, n] of lost) {
    const key = `${check} ${dataset}`
    sums.set(key, [check, dataset, (sums.get(key)?.[2] ?? 0) + n])
  }
  return sums.size === 0 ? tally : { ...tally, lost: [...sums.values()] }
}

