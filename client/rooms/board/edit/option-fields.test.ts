import { beforeAll, expect, it } from 'vitest'
import { fetchDeskTexts, fetchTexts, SAYS } from '../../../locale/index.ts'
import { widgets } from '../../../widgets/index.ts'
import { checkOptions, inLanguage, optionFields } from './option-fields.ts'

beforeAll(() => Promise.all([fetchDeskTexts(), fetchTexts('en')]))

const fieldsOf = (kind: string) => Object.fromEntries(optionFields(widgets[kind] ?? { options: undefined as never }).map((field) => [field.name, field])) // every kind below is known

it('makes a field of every option of every widget, and of the usual ones no JSON', () => {
  const all = Object.values(widgets).flatMap((widget) => optionFields(widget))
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter(({ kind, choices }) => kind === 'choice' && choices.length < 2)).toEqual([])
  expect(fieldsOf('trend')).toMatchObject({ span: { kind: 'choice', usual: '48h' }, outlook: { kind: 'yes-no', title: 'Mức thường và dự báo / Usual and forecast' } })
  expect(fieldsOf('ranking')['worst']).toMatchObject({ kind: 'number', isWhole: true, min: 1, max: 9 })
  expect(fieldsOf('text')).toMatchObject({ text: { kind: 'words' }, size: { kind: 'choice' } })
  expect(fieldsOf('diagram')['parts']?.kind).toBe('json')
  expect(fieldsOf('index-breakdown')['rankOf']).toMatchObject({ min: 2, max: undefined })
})

it('says which option is wrong and why', () => {
  expect(checkOptions(widgets['ranking'] as never, { worst: 5 })).toBeUndefined()
  expect(checkOptions(widgets['ranking'] as never, { worst: 99 })).toMatch(/^worst: /)
  expect(checkOptions(widgets['diagram'] as never, { parts: [{ part: 'x' }] })).toContain('parts › 0 › series')
})

it('takes the words of one language from those of two', () => {
  expect([inLanguage('Số dòng / Rows', 'vi'), inLanguage('Số dòng / Rows', 'en'), inLanguage('span', 'en')]).toEqual(['Số dòng', 'Rows', 'span'])
})

it('has a name and a use in words for every kind of panel', () => {
  const unsaid = Object.keys(widgets).flatMap((kind) => [`board.kind-${kind}`, `board.for-${kind}`].filter((key) => SAYS.vi(key) === key || SAYS.en(key) === key))
  expect(unsaid).toEqual([])
})
