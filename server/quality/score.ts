import { asText, type Check, type CheckLevels, type CheckScore, type QualityRow, QualityWord, type SourceScores, WORD_OF_CHECK } from '#contract'
import { CHECKS } from './count-run.ts'
import { sayLoss } from './say-loss.ts'

const HUNDRED = 100

type Words = Pick<QualityRow, QualityWord>
export interface Scored extends Words {
  checks: CheckScore[]
}

/**
 * A word is a hundred less what its checks lost; a lost figure counts under one of them, so they add up. Sống is asked twice of the
 * same silence (passes, time): there the greater loss counts.
 */
export function scoreOf(share: (check: Check) => { good: number; all: number }, levelsOf: (check: Check) => CheckLevels): Scored {
  const checks = CHECKS.map((check) => judgeCheck(check, share(check), levelsOf(check))).filter(({ all }) => all > 0)
  const words = QualityWord.options.flatMap((word): [QualityWord, number][] => {
    const own = checks.filter((one) => one.word === word).map(({ points }) => points)
    if (own.length === 0) return []
    const lost = word === 'alive' ? Math.max(...own) : own.reduce((sum, points) => sum + points, 0)
    return [[word, Math.max(0, floor(HUNDRED - lost))]]
  })
  return { ...Object.fromEntries(words), checks: checks.toSorted((a, b) => b.points - a.points) }
}

function judgeCheck(check: Check, { good, all }: { good: number; all: number }, { warn, fail, mostly }: CheckLevels): CheckScore {
  const part = all === 0 ? 1 : good / all
  const isEnough = part >= mostly
  const points = isEnough ? 0 : ceil(HUNDRED * (1 - part))
  const percent = HUNDRED * part
  return {
    check, word: WORD_OF_CHECK[check], good, all, points,
    status: isEnough ? 'good' : percent < fail ? 'bad' : percent < warn ? 'watch' : 'good',
    ...(good < all ? { text: sayLoss(check, all - good, all) } : {}),
  }
}

/** An agency does as its sources do, each as much as the other: the one asked every second is not worth more. */
export function scoreOfAgency(sources: readonly (Scored & { source: NonNullable<CheckScore['source']> })[]): Scored {
  const words = QualityWord.options.flatMap((word): [QualityWord, number][] => {
    const known = sources.map((one) => one[word]).filter((points) => points !== undefined)
    return known.length === 0 ? [] : [[word, floor(known.reduce((sum, points) => sum + points, 0) / known.length)]]
  })
  const checks = sources.flatMap(({ source, checks: own }) => own.map((one) => ({ ...one, source, points: ceil(one.points / countOf(sources, one.word)) })))
  return { ...Object.fromEntries(words), checks: checks.toSorted((a, b) => b.points - a.points) }
}

const countOf = (sources: readonly Scored[], word: QualityWord): number => Math.max(1, sources.filter((one) => one[word] !== undefined).length)

/** The four words of a source with what lost the most, as lists of sources show them. */
export function inShort({ passes, checks, correct, complete, clean, alive }: Omit<QualityRow, 'agency'>, from: number | undefined): SourceScores {
  const words = Object.fromEntries(Object.entries({ correct, complete, clean, alive }).filter(([, points]) => points !== undefined))
  return { ...words, passes, ...(from === undefined ? {} : { from }), lost: checks.filter(({ points }) => points > 0).map(({ word, points, text = asText('') }) => ({ word, points, text })) }
}

/** Never up: 99,96 is not all. What is lost is never rounded away; the last bits of a division are no loss. */
const floor = (points: number): number => Math.floor(points * 10 + 1e-9) / 10
const ceil = (points: number): number => Math.ceil(points * 10 - 1e-9) / 10
