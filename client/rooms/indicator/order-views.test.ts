import { expect, it } from 'vitest'
import type { SeriesView } from '#contract'
import { orderViews } from './order-views.ts'

const view = (id: string, value?: number) => ({ series: `a.b@${id}`, subject: { id }, ...(value === undefined ? {} : { value }) }) as SeriesView // only what is looked at
const views = [view('tn', 95), view('a', 98), view('b'), view('c', 91), view('d', 0)]
const orderOf = (direction: 'higher' | 'lower' | 'none', level: 'commune' | 'agency' = 'commune') => {
  const { whole, parts } = orderViews(views, { indicator: { direction, level }, province: 'tn' })
  return [whole.map(({ subject }) => subject.id).join(''), parts.map(({ subject }) => subject.id).join('')]
}

it('puts the province before its parts, the worst part first and the silent ones last; nothing told is not the same as 0', () => {
  expect(orderOf('higher')).toEqual(['tn', 'dcab'])
  expect(orderOf('lower')).toEqual(['tn', 'acdb'])
})

it('does not call agencies silent of which nobody said that they report', () => {
  expect(orderOf('higher', 'agency')).toEqual(['tn', 'dca'])
})

it('shows the province as silent only where nobody else could tell', () => {
  const of = (level: 'province' | 'commune', all: SeriesView[]) => orderViews(all, { indicator: { direction: 'none', level }, province: 'tn' }).whole.length
  expect([of('province', [view('tn')]), of('commune', [view('tn'), view('a', 1)])]).toEqual([1, 0])
})
