import { asText, type IndicatorId, type Text } from '#contract'
import { readPointer as valueAt } from '#kit'
import { condense, type Found, type Rule, samplesOf } from './found.ts'
import { type Learnt, LEARNT_AFTER } from './learn.ts'
import { decimalsOf, type Group, type Profile } from './profile.ts'
import { both, exampleOf, sayNumber } from './words.ts'

/** Around a thousand: figures move between two passes as well. */
const FACTOR = { least: 200, most: 5_000 }
/** A single figure tells little: it must be a thousand times the last one rather exactly. */
const EXACT = { least: 800, most: 1_250 }

/**
 * All figures of one place a thousand times what they were. A day's counter may grow as much over a gap, but not so that every
 * one of its figures ends in three zeros.
 */
export const judgeFactor: Rule = (now, usual) => {
  const grown = [...now.groups].filter(([key, group]) => hasGrown(group, usual.groups[key]))
  const sure = grown.filter(([key, group]) => {
    const learnt = usual.groups[key]
    const hasCompany = grown.length >= 2 || group.numbers.length >= 3
    return tellsByZeros(learnt) ? isRound(group, learnt) && (hasCompany || isExactly(group, learnt)) : hasCompany && isSteady(learnt) && isExactly(group, learnt)
  })
  // Where several places have grown so, a place too young to tell by itself follows them.
  const others = sure.length < 2 ? [] : [...now.groups].filter(([key, group]) => !sure.some(([one]) => one === key) && group.median !== undefined && usualOf(usual.groups[key]) === undefined && group.numbers.every((value) => value % 1_000 === 0))
  const found = [...sure, ...others].map(([key, group]): Found => {
    const before = usualOf(usual.groups[key])
    const name = nameOf(now, group)
    const text = both(
      ({ number }) => `${name.vi}: thường khoảng ${before === undefined ? 'dưới nghìn' : number(before)}, nay khoảng ${number(group.median ?? 0)}, gấp chừng 1.000 lần. Có thể đã đổi đơn vị tính.`,
      ({ number }) => `${name.en}: usually about ${before === undefined ? 'less than a thousand' : number(before)}, now about ${number(group.median ?? 0)}, some 1,000 times as much. The unit may have been changed.`,
    )
    return {
      name, groups: [key], samples: samplesOf(now, key, (value) => value !== 0),
      finding: { rule: 'unit-factor', word: 'correct', severity: 'hold-samples', text, ...placeOf(group), ...(before === undefined ? {} : { before: sayNumber(before) }), after: sayNumber(group.median ?? 0), ...exampleOf(now.answer.records, indexOf(now, key, (value) => Math.abs(value) >= 1_000)) },
    }
  })
  return condense(found, { head: (count) => both(({ number }) => `${number(count)} chỗ đọc số cùng gấp chừng 1.000 lần`, ({ number }) => `${number(count)} places of figures are all some 1,000 times as much`), tail: { vi: 'Có thể đã đổi đơn vị tính.', en: 'The unit may have been changed.' } })
}

function hasGrown({ median }: Group, learnt: Learnt['groups'][string] | undefined): boolean {
  const before = usualOf(learnt)
  return before !== undefined && median !== undefined && median / before >= FACTOR.least && median / before <= FACTOR.most
}

const isExactly = ({ median = 0 }: Group, learnt: Learnt['groups'][string] | undefined): boolean => {
  const ratio = median / (learnt?.medians.at(-1) ?? Number.NaN)
  return ratio >= EXACT.least && ratio <= EXACT.most
}

/** From three decimals on a thousandfold need not end in zeros. */
const tellsByZeros = (learnt: Learnt['groups'][string] | undefined): boolean => (learnt?.decimals ?? 0) < 3

/** A machine's load may rise a thousandfold by itself; what has always moved little does not. */
const isSteady = (learnt: Learnt['groups'][string] | undefined): boolean => learnt !== undefined && Math.max(...learnt.medians) <= 3 * Math.min(...learnt.medians)

function isRound({ numbers }: Group, learnt: Learnt['groups'][string] | undefined): boolean {
  const decimals = learnt?.decimals ?? 0
  return numbers.every((value) => decimalsOf(Number((value / 1_000).toPrecision(15))) <= decimals)
}

/** The largest of the last medians; undefined while too little is known. */
function usualOf(learnt: Learnt['groups'][string] | undefined): number | undefined {
  return learnt === undefined || learnt.medians.length < LEARNT_AFTER ? undefined : Math.max(...learnt.medians)
}

/**
 * 35.110 dossiers read as 35,11: a fraction where there were only whole numbers, some of them of four digits. With it go
 * figures whose zeros the point has eaten (35.000 is 35), not those that never had a point.
 */
export const judgeDecimals: Rule = (now, usual) => condense([...now.groups].flatMap(([key, group]) => judgeOneDecimal(now, usual, key, group)), {
  head: (count) => both(({ number }) => `${number(count)} chỗ đọc số trước nay là số nguyên nay có phần thập phân`, ({ number }) => `${number(count)} places of figures that were whole numbers have decimals now`),
  tail: { vi: 'Có thể dấu chấm hàng nghìn bị đọc thành dấu thập phân.', en: 'A point between thousands may have been read as a decimal point.' },
})

function judgeOneDecimal(now: Profile, usual: Learnt, key: string, group: Group): Found[] {
  const learnt = usual.groups[key]
  if (learnt === undefined || learnt.medians.length < LEARNT_AFTER || learnt.decimals > 0 || learnt.top < 1_000) return []
  const couldBe = (value: number) => Math.abs(value) < 1_000 && Math.abs(value) * 1_000 <= learnt.top * 3 && Number.isInteger(Number((value * 1_000).toPrecision(15)))
  const broken = group.numbers.find((value) => !Number.isInteger(value) && couldBe(value))
  if (broken === undefined || (group.numbers.length === 1 && !isNear(broken * 1_000, learnt.medians.at(-1) ?? 0))) return []
  const name = nameOf(now, group)
  const text = both(
    ({ number }) => `${name.vi}: trước nay là số nguyên, lớn nhất ${number(learnt.top)}; nay có ${number(broken)}. Có thể dấu chấm hàng nghìn bị đọc thành dấu thập phân (${number(broken * 1_000)} thành ${number(broken)}).`,
    ({ number }) => `${name.en}: whole numbers until now, at most ${number(learnt.top)}; now there is ${number(broken)}. A point between thousands may have been read as a decimal point (${number(broken * 1_000)} became ${number(broken)}).`,
  )
  return [{
    name, groups: [key], samples: samplesOf(now, key, (value) => value !== 0 && couldBe(value)),
    finding: { rule: 'decimal-as-thousands', word: 'correct', severity: 'hold-samples', text, ...placeOf(group), before: sayNumber(learnt.medians.at(-1) ?? learnt.top), after: sayNumber(broken), ...exampleOf(now.answer.records, indexOf(now, key, (value) => value === broken)) },
  }]
}

/** A single figure must stand where it stood once the point is taken away. */
const isNear = (value: number, before: number): boolean => value <= 3 * before && 3 * value >= before

/** Nothing false comes of it, but the figures are missing. */
export const judgeTexts: Rule = (now, usual) => condense([...now.groups].flatMap(([key, group]) => judgeOneText(now, usual, key, group)), {
  head: (count) => both(({ number }) => `${number(count)} chỗ đọc số có chữ ở nơi trước nay là số`, ({ number }) => `${number(count)} places of figures hold words where there were numbers`), tail: { vi: 'Các số ấy bị loại.', en: 'These figures are left out.' },
})

function judgeOneText(now: Profile, usual: Learnt, key: string, group: Group): Found[] {
  const learnt = usual.groups[key]
  if (group.text === undefined || learnt === undefined || group.texts <= learnt.texts) return []
  const [name, { texts, text: { raw } }] = [nameOf(now, group), { ...group, text: group.text }]
  const text = both(
    ({ number }) => `${name.vi}: ${number(texts)} bản ghi có chữ ở nơi trước nay là số, như “${raw}”. Các số ấy bị loại.`,
    ({ number }) => `${name.en}: ${number(texts)} records hold words where there were numbers, such as “${raw}”. These figures are left out.`,
  )
  return [{ name, finding: { rule: 'text-for-number', word: 'clean', severity: 'note', text, ...placeOf(group), after: asText(raw), before: sayNumber(learnt.medians.at(-1) ?? 0), ...exampleOf(now.answer.records, group.text.index) } }]
}

const placeOf = ({ indicator, pointer }: Group) => ({ indicator: indicator as IndicatorId, pointer }) // as the system or the catalogue writes it

function nameOf({ answer: { indicators } }: Profile, { indicator, pointer }: Group): Text {
  const name = indicators.get(indicator as IndicatorId)?.name ?? asText(indicator) // looked up, not trusted
  return { vi: `${name.vi} (${pointer})`, en: `${name.en} (${pointer})` }
}

/** First record whose number at this place fits. */
function indexOf({ answer: { records }, readers }: Profile, key: string, fits: (value: number) => boolean): number | undefined {
  const index = records.findIndex((record) => readers.of(record).some((reader) => {
    const value = reader.key === key ? reader.number(valueAt(record, reader.pointer)) : undefined
    return value !== undefined && fits(value)
  }))
  return index === -1 ? undefined : index
}
