import type { Found, Rule } from './found.ts'
import type { Learnt } from './learn.ts'
import { type Profile, subjectOf } from './profile.ts'
import { both, exampleOf, sayNumber } from './words.ts'

/** From so many rows on, an empty answer is no answer. */
const MANY = 5
const MOST_NAMED = 100
const FEW_MISSING = 2
const SHARE_MISSING = 0.05
/** So many places of one subject must have held something, or one dossier less would be a fault. */
const ENOUGH = 3

export const judgeEmpty: Rule = ({ rows }, usual) => {
  const before = middle(usual.rows)
  if (rows > 0 || before < MANY) return []
  const text = both(
    ({ number }) => `Câu trả lời không có bản ghi nào, thường có ${number(before)}. Không có gì được thay bằng 0; các số trước đó già đi theo đúng tuổi của chúng.`,
    ({ number }) => `The answer has no records, usually it has ${number(before)}. Nothing is replaced by 0; the figures from before grow old at their own age.`,
  )
  return [{ finding: { rule: 'no-rows', word: 'complete', severity: 'hold-answer', text, before: both(({ number }) => `${number(before)} bản ghi`, ({ number }) => `${number(before)} records`), after: { vi: '0 bản ghi', en: '0 records' } } }]
}

/** So many places have reported in every one of the last answers. */
export const usualPlaces = ({ counts, subjects }: Learnt): number => Math.min(...counts, Object.keys(subjects).length)

/** A place all of whose figures were refused is there, and wrong; its record gave no sample. */
export function placesNow({ subjects, answer: { origins, rejects } }: Profile): number {
  const read = new Set(origins)
  return subjects.size + new Set(rejects.map(({ index }) => index).filter((index) => !read.has(index))).size
}

export const judgeMissing: Rule = (now, usual) => {
  const { subjects } = now
  if (subjects.size === 0) return []
  const before = usualPlaces(usual)
  if (before - placesNow(now) <= Math.max(FEW_MISSING, Math.ceil(before * SHARE_MISSING))) return []
  const missing = Object.keys(usual.subjects).filter((id) => !subjects.has(id)).sort()
  const text = both(
    ({ number }) => `${number(subjects.size)} nơi báo cáo, thường có ít nhất ${number(before)}. Số của các nơi vắng mặt không được cộng và không được coi là 0.`,
    ({ number }) => `${number(subjects.size)} places have reported, usually at least ${number(before)} do. The figures of those missing are not added up and do not count as 0.`,
  )
  return [{ finding: { rule: 'missing-subjects', word: 'complete', severity: 'note', text, before: sayNumber(before), after: sayNumber(subjects.size), subjects: missing.slice(0, MOST_NAMED) } }]
}

export const judgeDuplicates: Rule = ({ duplicates: { count, contradicting, first }, answer }, usual) => {
  if (count <= usual.duplicates) return []
  const samples = new Set([...answer.samples.keys()].filter((i) => contradicting.has(answer.origins[i] ?? -1)))
  const isHarmless = contradicting.size === 0
  const text = both(
    ({ number, heldBack }) => `${number(count)} bản ghi lặp lại. ${isHarmless ? 'Bản lặp giống hệt nhau nên chỉ tính một lần.' : `Có bản lặp nói số khác cho cùng nơi, cùng lúc: không biết bản nào đúng${heldBack}.`}`,
    ({ number, heldBack }) => `${number(count)} records came more than once. ${isHarmless ? 'They are all the same and count once.' : `Some say another figure of the same place and moment: nobody knows which is right${heldBack}.`}`,
  )
  return [{
    samples, count,
    finding: { rule: 'duplicate-rows', word: 'clean', severity: isHarmless ? 'note' : 'hold-samples', text, before: sayNumber(usual.duplicates), after: sayNumber(count), ...exampleOf(answer.records, first) },
  }]
}

/** All figures of one place fall to zero at once within a day while the others report as ever: empty was written as zero. */
export const judgeZeros: Rule = (now, usual) => {
  const { answer: { samples, timeZone } } = now
  const fallen = [...now.subjects].filter(([id, seen]) => isAllZero(seen) && (usual.doubted.includes(id) || wasBusy(usual.subjects[id], seen.at, timeZone)))
  // At midnight everybody's counters begin anew; then nobody is doubted.
  const busy = [...now.subjects.values()].filter(({ nonzero }) => nonzero > 0).length
  if (fallen.length === 0 || busy <= fallen.length) return []
  const ids = new Set(fallen.map(([id]) => id))
  const held = new Set([...samples.keys()].filter((i) => ids.has(subjectOf(samples[i] ?? { series: '' as never })))) // an index of these samples
  const text = both(
    ({ number, heldBack }) => `${number(ids.size)} nơi có mọi số liệu cùng về 0 trong khi lần trước khác 0 và các nơi khác vẫn như thường. Có thể không có số liệu mà ghi 0${heldBack}.`,
    ({ number, heldBack }) => `All figures of ${number(ids.size)} places have gone to 0 at once; last time they were not 0, and the other places are as ever. There may have been no figures, written as 0${heldBack}.`,
  )
  const found: Found = {
    samples: held, doubted: [...ids],
    finding: { rule: 'zero-for-empty', word: 'complete', severity: 'hold-samples', text, subjects: [...ids].sort().slice(0, MOST_NAMED), ...exampleOf(now.answer.records, now.answer.origins[held.values().next().value ?? -1]), ...beforeAfter(now, fallen[0]?.[0], usual.subjects) },
  }
  return [found]
}

const isAllZero = ({ zero, nonzero }: { zero: number; nonzero: number }): boolean => nonzero === 0 && zero >= ENOUGH

function wasBusy(before: [nonzero: number, at: number, seenAt: number] | undefined, at: number, timeZone: string): boolean {
  return before !== undefined && before[0] >= ENOUGH && dayOf(before[1], timeZone) === dayOf(at, timeZone)
}

const dayOf = (at: number, timeZone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)

function beforeAfter({ subjects }: Profile, id: string | undefined, usual: Record<string, [number, number, number]>) {
  const before = id === undefined ? undefined : usual[id]?.[0]
  const say = (count: number) => both(({ number }) => `${id}: ${number(count)} số khác 0`, ({ number }) => `${id}: ${number(count)} figures other than 0`)
  return id === undefined || before === undefined ? {} : { before: say(before), after: say(subjects.get(id)?.nonzero ?? 0) }
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
