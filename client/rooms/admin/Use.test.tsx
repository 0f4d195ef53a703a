import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Catalogue, Screen, type UseAnswer } from '#contract'
import { lastDays } from './sum-use.ts'
import { Use } from './Use.tsx'

const CATALOGUE = { deployment: { timeZone: 'Asia/Ho_Chi_Minh' } } as unknown as Catalogue // only what is asked for
const ANSWER: UseAnswer = {
  from: '2026-11-01', to: '2026-11-30', since: '2026-11-10', byHour: Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 40 : 0)),
  cells: [
    { screen: '/leader', role: 'leader', count: 0, fewDays: 12 }, { screen: '/wall/:wall', role: 'operator', count: 1_240, fewDays: 2 }, { screen: '/wall/:wall', role: 'shift-lead', count: 60, fewDays: 0 },
  ],
  red: { explained: 4, timed: 3, medianMs: 27 * 3_600_000, redNow: 6, unexplainedNow: 2 },
}
beforeEach(() => vi.stubGlobal('fetch', vi.fn(async () => new Response(JSON.stringify(ANSWER), { headers: { 'content-type': 'application/json' } }))))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
// By tags: the table has hundreds of cells, and roles are worked out anew for each.
const textsOf = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent)
const rowOf = (nth: number) => textsOf(`tbody tr:nth-child(${nth}) :is(th, td)`)

it('says what each role opened, and only that it was little where it was', async () => {
  render(<Use catalogue={CATALOGUE} />)
  await screen.findByText('Lượt mở')
  expect(textsOf('thead th')).toEqual(['Màn hình', 'Lượt mở', 'Trực ban', 'Trưởng ca', 'Lãnh đạo'])
  expect(rowOf(1)).toEqual(['Màn hình ghép/wall/:wall', '1.300', '1.240và 2 ngày dưới 5', '60', ''])
  expect(rowOf(2)).toEqual(['Lãnh đạo: tổng quan/leader', 'dưới 5', '', '', 'dưới 512 ngày dưới 5'])
})

it('names every page that nobody opened', async () => {
  render(<Use catalogue={CATALOGUE} />)
  const never = await screen.findByText(`${Screen.options.length - 2} màn hình chưa ai mở`)
  expect(never.nextElementSibling?.textContent).toContain('Quản trị /admin')
  expect(never.nextElementSibling?.textContent).not.toContain('/wall/:wall')
})

it('asks for whole days that end today by the clock of the province', () => {
  expect(lastDays(7, Date.parse('2026-11-25T18:00:00Z'), 'Asia/Ho_Chi_Minh')).toEqual({ from: '2026-11-20', to: '2026-11-26' })
})
