import type { Found, Rule } from './found.ts'
import type { Learnt } from './learn.ts'
import { type Profile, subjectOf } from './profile.ts'
import { exampleOf, HELD_BACK, say } from './words.ts'

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
  const text = `Câu trả lời không có bản ghi nào, thường có ${say(before)}. Không có gì được thay bằng 0; các số trước đó già đi theo đúng tuổi của chúng.`
  return [{ finding: { rule: 'no-rows', word: 'complete', severity: 'hold-answer', text, before: `${say(before)} bản ghi`, after: '0 bản ghi' } }]
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
  const text = `${say(subjects.size)} nơi báo cáo, thường có ít nhất ${say(before)}. Số của các nơi vắng mặt không được cộng và không được coi là 0.`
  return [{ finding: { rule: 'missing-subjects', word: 'complete', severity: 'note', text, before: say(before), after: say(subjects.size), subjects: missing.slice(0, MOST_NAMED) } }]
}

export const judgeDuplicates: Rule = ({ duplicates: { count, contradicting, first }, answer }, usual) => {
  if (count <= usual.duplicates) return []
  const samples = new Set([...answer.samples.keys()].filter((i) => contradicting.has(answer.origins[i] ?? -1)))
  const worse = contradicting.size === 0 ? 'Bản lặp giống hệt nhau nên chỉ tính một lần.' : `Có bản lặp nói số khác cho cùng nơi, cùng lúc: không biết bản nào đúng${HELD_BACK}.`
  return [{
    samples, count,
    finding: { rule: 'duplicate-rows', word: 'clean', severity: contradicting.size === 0 ? 'note' : 'hold-samples', text: `${say(count)} bản ghi lặp lại. ${worse}`, before: say(usual.duplicates), after: say(count), ...exampleOf(answer.records, first) },
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
  const text = `${say(ids.size)} nơi có mọi số liệu cùng về 0 trong khi lần trước khác 0 và các nơi khác vẫn như thường. Có thể không có số liệu mà ghi 0${HELD_BACK}.`
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
  return id === undefined || before === undefined ? {} : { before: `${id}: ${say(before)} số khác 0`, after: `${id}: ${say(subjects.get(id)?.nonzero ?? 0)} số khác 0` }
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
