import type { IndicatorId } from '#contract'
import { condense, type Found, type Rule } from './found.ts'
import { KEPT_PASSES, LEARNT_AFTER } from './learn.ts'
import { cut, exampleOf, say } from './words.ts'

/** Nearly as many: a record more or less does not make another field of it. */
const ALIKE = 0.1

/** A field we read has gone. Where another has come in its place nothing is guessed: the answer waits for the mapping. */
export const judgeFields: Rule = (now, usual) => {
  if (now.looked === 0) return []
  const fresh = [...now.fields].filter(([pointer]) => usual.fields[pointer] === undefined)
  return Object.entries(usual.fields).flatMap(([pointer, { share, absent, example }]): Found[] => {
    if (share === 0 || absent > 0 || now.fields.has(pointer) || !now.readers.pointers.has(pointer)) return []
    const heir = fresh.find(([name, { count }]) => parentOf(name) === parentOf(pointer) && Math.abs(count / now.looked - share) <= ALIKE)
    const was = `Trường ${pointer} trước nay có trong ${share >= 0.995 ? 'mọi bản ghi' : `${say(Math.round(share * 100))}% số bản ghi`}, nay không còn ở bản ghi nào`
    const at = now.answer.records.findIndex((record) => typeof record === 'object' && record !== null && (heir === undefined || heir[0].slice(1) in record))
    const facts = { pointer, before: cut(`${pointer} = ${example}`), ...exampleOf(now.answer.records, at === -1 ? undefined : at) }
    if (heir === undefined) return [{ finding: { rule: 'field-gone', word: 'clean', severity: 'note', text: `${was}. Các số đọc từ trường ấy đang thiếu.`, ...facts } }]
    const [name, { example: value }] = heir
    const text = `${was}; cùng lúc xuất hiện trường mới ${name}. Có thể đã đổi tên: cần sửa ánh xạ rồi đọc lại.`
    return [{ finding: { rule: 'renamed-field', word: 'clean', severity: 'hold-answer', text, ...facts, after: cut(`${name} = ${value}`) } }]
  })
}

/** Of single messages each holds only some of the fields: that one is missing says nothing, that another has come in its place does. */
export const judgeRenamed: Rule = (now, usual) => judgeFields(now, usual).filter(({ finding }) => finding.rule === 'renamed-field')

/** Records that are told apart by a name (Prometheus) lose a figure while every field is there. */
export const judgeGroups: Rule = (now, usual) => {
  if (now.looked === 0) return []
  const gone = Object.entries(usual.groups).filter(([key, { pointer, medians, missed, gaps }]) =>
    !now.groups.has(key) && now.readers.keys(key) && gaps === 0 && missed < KEPT_PASSES && medians.length >= LEARNT_AFTER && now.fields.has(pointer))
  return condense(gone.map(([key, { pointer, medians }]): Found => {
    const indicator = key.slice(0, key.indexOf('#')) as IndicatorId // keys begin with it
    const name = now.answer.indicators.get(indicator)?.name.vi ?? indicator
    return { name, finding: { rule: 'field-gone', word: 'clean', severity: 'note', text: `Không còn bản ghi nào mang số của “${name}”, trước nay lần nào cũng có. Có thể đã đổi tên.`, indicator, pointer, before: say(medians.at(-1) ?? 0), after: 'không có' } }
  }), { head: (count) => `${say(count)} số trước nay lần nào cũng có nay không còn`, tail: 'Có thể đã đổi tên.' })
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))
