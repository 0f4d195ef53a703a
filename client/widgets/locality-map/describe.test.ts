import { expect, it } from 'vitest'
import { caseCommunes, caseView } from '../sample-views.ts'
import { describeMap } from './describe.ts'
import { LocalityMapOptions } from './options.ts'

const OPTIONS = LocalityMapOptions.parse({ breaks: [96, 98, 99] })
const shadeOf = (subject: string, views = caseCommunes(), options = OPTIONS) => describeMap(views, options).shades.find((shade) => shade.subject === subject)

it('names the worst below target, worst first, and never a silent one as 0', () => {
  const picture = describeMap(caseCommunes(), OPTIONS)
  expect(picture.bad.map((view) => view.subject.short)).toEqual(['Mỹ Quý', 'Ninh Điền', 'Tân Hưng', 'Tân Hòa', 'Cần Giuộc'])
  expect(picture.missing).toHaveLength(4)
  expect(picture.hatched).toBe(4)
  expect(shadeOf('Xã 96')).toMatchObject({ step: undefined, mark: undefined, data: { 'data-freshness': 'never' } })
  expect(shadeOf('Mỹ Quý')).toMatchObject({ step: 1, mark: 'bad', data: { 'data-value': '91.3' } })
})

/** So many of the 96 below target or silent, beside the four that always are. */
const withBad = (count: number, value: number | 'none' = 90) =>
  caseCommunes().map((view, i) => (view.value === undefined ? view : caseView({ subject: view.subject.short, target: 98, value: i >= count ? 99 : value === 'none' ? undefined : value })))

it('names each of fifteen that are bad or silent, whatever the panel would name of more', () => {
  const picture = describeMap(withBad(11), { ...OPTIONS, worst: 2, best: 3 })
  expect([picture.bad.length, picture.badUnnamed.length, picture.isMissingNamed, picture.best.length]).toEqual([11, 0, true, 0])
  expect(describeMap(withBad(11, 'none'), OPTIONS).isMissingNamed).toBe(true)
})

it('names the worst of more than fifteen and counts and outlines the others', () => {
  const picture = describeMap(withBad(12), { ...OPTIONS, worst: 2 })
  expect([picture.bad.length, picture.badUnnamed.length, picture.isMissingNamed]).toEqual([2, 10, true])
  expect(picture.shades.filter(({ mark }) => mark === 'bad')).toHaveLength(12)
  expect(describeMap(withBad(12, 'none'), OPTIONS).isMissingNamed).toBe(false)
})

it('names none where none is asked for', () => {
  expect(describeMap(withBad(3), { ...OPTIONS, worst: 0 })).toMatchObject({ bad: [], badUnnamed: [{}, {}, {}] })
})

it('hatches a stale figure and judges it no longer; a cut line only dims', () => {
  const of = (freshness: 'stale' | 'lost') => shadeOf('Mỹ Quý', caseCommunes().map((view) => ({ ...view, freshness })))
  expect(of('stale')).toMatchObject({ step: undefined, mark: undefined })
  expect(of('lost')).toMatchObject({ step: 1, isDimmed: true, mark: undefined })
})

it('puts the worst at the other end where lower is better', () => {
  const views = [3, 50, 9].map((value, i) => caseView({ value, subject: `s${i}`, target: 20, indicator: { direction: 'lower', warn: 20, critical: 40 } }))
  expect(describeMap(views, OPTIONS).bad.map((view) => view.subject.id)).toEqual(['s1'])
})

it('calls nobody the best among many equals', () => {
  const views = Array.from({ length: 9 }, (_, i) => caseView({ value: 100, subject: `s${i}`, target: 98 }))
  expect(describeMap(views, OPTIONS).best).toEqual([])
})

it('refuses breaks that do not rise', () => {
  expect(LocalityMapOptions.safeParse({ breaks: [98, 96] }).success).toBe(false)
})
