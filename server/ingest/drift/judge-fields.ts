import { asText, type IndicatorId } from '#contract'
import { condense, type Found, type Rule } from './found.ts'
import { KEPT_PASSES, LEARNT_AFTER } from './learn.ts'
import { both, cut, exampleOf, sayNumber } from './words.ts'

/** Nearly as many: a record more or less does not make another field of it. */
const ALIKE = 0.1

/** A field we read has gone. Where another has come in its place nothing is guessed: the answer waits for the mapping. */
export const judgeFields: Rule = (now, usual) => {
  if (now.looked === 0) return []
  const fresh = [...now.fields].filter(([pointer]) => usual.fields[pointer] === undefined)
  return Object.entries(usual.fields).flatMap(([pointer, { share, absent, example }]): Found[] => {
    if (share === 0 || absent > 0 || now.fields.has(pointer) || !now.readers.pointers.has(pointer)) return []
    const heir = fresh.find(([name, { count }]) => parentOf(name) === parentOf(pointer) && Math.abs(count / now.looked - share) <= ALIKE)
    const percent = share >= 0.995 ? undefined : Math.round(share * 100)
    const was = {
      vi: `Trường ${pointer} trước nay có trong ${percent === undefined ? 'mọi bản ghi' : `${percent}% số bản ghi`}, nay không còn ở bản ghi nào`,
      en: `The field ${pointer} used to be in ${percent === undefined ? 'every record' : `${percent}% of the records`}, and is in none now`,
    }
    const at = now.answer.records.findIndex((record) => typeof record === 'object' && record !== null && (heir === undefined || heir[0].slice(1) in record))
    const facts = { pointer, before: asText(cut(`${pointer} = ${example}`)), ...exampleOf(now.answer.records, at === -1 ? undefined : at) }
    if (heir === undefined) return [{ finding: { rule: 'field-gone', word: 'clean', severity: 'note', text: { vi: `${was.vi}. Các số đọc từ trường ấy đang thiếu.`, en: `${was.en}. The figures read from it are missing.` }, ...facts } }]
    const [name, { example: value }] = heir
    const text = { vi: `${was.vi}; cùng lúc xuất hiện trường mới ${name}. Có thể đã đổi tên: cần sửa ánh xạ rồi đọc lại.`, en: `${was.en}; at the same time a new field ${name} has come. It may have been renamed: the mapping has to be mended and the answer read again.` }
    return [{ finding: { rule: 'renamed-field', word: 'clean', severity: 'hold-answer', text, ...facts, after: asText(cut(`${name} = ${value}`)) } }]
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
    const name = now.answer.indicators.get(indicator)?.name ?? asText(indicator)
    return { name, finding: { rule: 'field-gone', word: 'clean', severity: 'note', text: { vi: `Không còn bản ghi nào mang số của “${name.vi}”, trước nay lần nào cũng có. Có thể đã đổi tên.`, en: `No record holds the figure “${name.en}” any more; until now it came every time. It may have been renamed.` }, indicator, pointer, before: sayNumber(medians.at(-1) ?? 0), after: { vi: 'không có', en: 'none' } } }
  }), { head: (count) => both(({ number }) => `${number(count)} số trước nay lần nào cũng có nay không còn`, ({ number }) => `${number(count)} figures that came every time are gone`), tail: { vi: 'Có thể đã đổi tên.', en: 'They may have been renamed.' } })
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))
